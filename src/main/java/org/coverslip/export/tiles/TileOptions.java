package org.coverslip.export.tiles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.coverslip.export.UserWord;
import org.coverslip.export.mask.TissueOptions;
import org.coverslip.geom.Region;
import org.coverslip.slide.Cutout;
import org.coverslip.slide.Cutout.Outside;
import org.coverslip.slide.WantedScale;

/**
 * How {@link TileExporter} cuts a scene. Immutable; made by {@link #builder()}, whose values are checked when it
 * builds.
 */
public final class TileOptions {

	/** Placeholders with nothing but digits between them: 1 and 11 would make the same name as 11 and 1. */
	private static final Pattern AMBIGUOUS = Pattern.compile("\\}\\d*\\{");
	private static final Pattern NAME = Pattern.compile("([^{}/\\\\:*?\"<>|\\p{Cntrl}]|\\{(col|row|number|x0|y0)\\})+");

	/** The kind of file that each tile becomes. */
	public enum Format {
		/** JPEG of quality 90; 8 bits. */
		JPG,
		/** PNG; 8 or 16 bits. */
		PNG,
		/** TIFF without compression; all types. */
		TIF;

		/** The ending of a file's name, with its dot. */
		String ending() {
			return "." + UserWord.of(this);
		}
	}

	/** What becomes of tiles that reach over the right or lower edge. */
	public enum Edge {
		/** They are smaller. */
		KEEP,
		/** They are left out. */
		DROP,
		/** They are filled up with background. */
		PAD
	}

	/** Which tiles are left out for showing nothing. */
	public enum LeftOut {
		/** None. */
		NOTHING,
		/** Those of one constant grey value. */
		BLANK,
		/** Those with too little tissue. */
		WITHOUT_TISSUE
	}

	/**
	 * Tiles at random places.
	 *
	 * @param count
	 *            how many, &gt; 0
	 * @param seed
	 *            of the random numbers: the same places are drawn for the same
	 */
	public record RandomTiles(int count, long seed) {}

	private final Builder values;

	private TileOptions(final Builder values) {
		this.values = values;
	}

	public static Builder builder() {
		return new Builder();
	}

	public WantedScale scale() {
		return values.scale;
	}

	/** In level-0 pixels; empty for the whole scene. */
	public Optional<Region> region0() {
		return Optional.ofNullable(values.region0);
	}

	/** What alone is shown; empty for all. Tiles that it does not reach are left out. */
	public Optional<Cutout> cutout() {
		return values.cutout;
	}

	/** Whether pixels outside of the cutout are transparent. */
	boolean isTransparent() {
		return values.cutout.filter(cutout -> cutout.outside() == Outside.TRANSPARENT).isPresent();
	}

	/** Areas of which tiles are wanted; empty for all tiles. Those that touch none are left out. */
	public Optional<TileAreas> areas() {
		return values.areas;
	}

	/** Tiles at random places within the picture; empty for columns and rows. */
	public Optional<RandomTiles> random() {
		return values.random;
	}

	/** Columns of a tile, in pixels of the scale wanted. */
	public int width() {
		return values.width;
	}

	public int height() {
		return values.height;
	}

	/** Columns, and rows, that neighbours share. */
	public int overlap() {
		return values.overlap;
	}

	public Format format() {
		return values.format;
	}

	public Edge edge() {
		return values.edge;
	}

	public LeftOut leftOut() {
		return values.leftOut;
	}

	/** The part of a tile, 0 to 1, that must be tissue if {@link LeftOut#WITHOUT_TISSUE} is to keep it. */
	public double minTissue() {
		return values.minTissue;
	}

	public int channel() {
		return values.channel;
	}

	/** Whether all channels are added up in their colours, as RGB of 8 bits, instead of one as it was measured. */
	public boolean isComposite() {
		return values.composite;
	}

	/** Number of the focal plane; -1 for the one in focus. */
	public int z() {
		return values.z;
	}

	public int t() {
		return values.t;
	}

	public TissueOptions mask() {
		return values.mask;
	}

	/**
	 * The name of a tile's file.
	 *
	 * @param names
	 *            of the coordinates, which stand in braces
	 */
	String fileName(final List<String> names, final List<Long> coordinates, final long x0, final long y0) {
		String name = name();
		for (int i = 0; i < names.size(); i++)
			name = name.replace("{" + names.get(i) + "}", coordinates.get(i).toString());
		return name.replace("{x0}", Long.toString(x0)).replace("{y0}", Long.toString(y0)) + values.format.ending();
	}

	private String name() {
		return values.name.orElse(values.random.isPresent() ? "{x0}_{y0}" : "{col}_{row}");
	}

	/** All values under the names that users give them. */
	Map<String, String> described() {
		final Map<String, String> all = new LinkedHashMap<>();
		all.put("scale", UserWord.of(values.scale.kind()) + " " + values.scale.value());
		all.put("region", region0().map(r -> r.x() + "," + r.y() + "," + r.width() + "," + r.height()).orElse("all"));
		values.cutout.ifPresent(cutout -> all.put("cutout", cutout.toString()));
		all.put("width", Integer.toString(values.width));
		values.areas.ifPresent(areas -> all.put("annotations", areas.described()));
		all.put("height", Integer.toString(values.height));
		all.put("overlap", Integer.toString(values.overlap));
		all.put("format", UserWord.of(values.format));
		all.put("edge", UserWord.of(values.edge));
		all.put("leaveOut", UserWord.of(values.leftOut));
		all.put("minTissue", Double.toString(values.minTissue));
		all.put("name", name());
		values.random.ifPresent(random -> {
			all.put("random", Integer.toString(random.count()));
			all.put("seed", Long.toString(random.seed()));
		});
		all.put("channel", values.composite ? "composite" : Integer.toString(values.channel));
		all.put("z", Integer.toString(values.z));
		all.put("t", Integer.toString(values.t));
		all.put("maskDownsample", Double.toString(values.mask.downsample()));
		all.put("saturation", Integer.toString(values.mask.saturation()));
		all.put("speck", Integer.toString(values.mask.speck()));
		all.put("hole", Integer.toString(values.mask.hole()));
		return all;
	}

	/** Collects values; each has a default. */
	public static final class Builder implements Cloneable {

		private WantedScale scale = WantedScale.level(0);
		private Region region0;
		private Optional<Cutout> cutout = Optional.empty();
		private Optional<TileAreas> areas = Optional.empty();
		private int width = 3000;
		private int height = 3000;
		private int overlap;
		private Format format = Format.PNG;
		private Edge edge = Edge.KEEP;
		private LeftOut leftOut = LeftOut.NOTHING;
		private double minTissue = 0.05;
		private Optional<RandomTiles> random = Optional.empty();
		private Optional<String> name = Optional.empty();
		private int channel;
		private boolean composite;
		private int z = -1;
		private int t;
		private TissueOptions mask = TissueOptions.DEFAULT;

		private Builder() {}

		/** Level 0 unless given. */
		public Builder scale(final WantedScale value) {
			scale = value;
			return this;
		}

		/** In level-0 pixels; the part outside of the scene is cut off. */
		public Builder region(final Region value) {
			region0 = value;
			return this;
		}

		/** See {@link TileOptions#cutout()}. */
		public Builder cutout(final Optional<Cutout> value) {
			cutout = value;
			return this;
		}

		/** See {@link TileOptions#areas()}. */
		public Builder areas(final Optional<TileAreas> value) {
			areas = value;
			return this;
		}

		/** Size of the tiles, 3000 x 3000 unless given, and how many columns and rows neighbours share. */
		public Builder tiles(final int tileWidth, final int tileHeight, final int shared) {
			width = tileWidth;
			height = tileHeight;
			overlap = shared;
			return this;
		}

		/** See {@link TileOptions#random()}; columns and rows unless given. */
		public Builder random(final Optional<RandomTiles> value) {
			random = value;
			return this;
		}

		/** PNG unless given. */
		public Builder format(final Format value) {
			format = value;
			return this;
		}

		/** Edge tiles are kept unless given. */
		public Builder edge(final Edge value) {
			edge = value;
			return this;
		}

		/** All tiles are kept unless given. */
		public Builder leaveOut(final LeftOut value) {
			leftOut = value;
			return this;
		}

		/** See {@link TileOptions#minTissue()}; 0.05 unless given. */
		public Builder minTissue(final double value) {
			minTissue = value;
			return this;
		}

		/**
		 * The name of the files without ending, where {@code {col}}, {@code {row}}, or at random places
		 * {@code {number}}, and {@code {x0}} and {@code {y0}} stand for numbers; {@code {col}_{row}} unless given, or
		 * at random places {@code {x0}_{y0}}.
		 */
		public Builder name(final String value) {
			name = Optional.of(value);
			return this;
		}

		/**
		 * The plane that is written: z is -1 for the one in focus, as it is unless given; channel and time are the
		 * first unless given.
		 */
		public Builder plane(final int planeChannel, final int planeZ, final int planeT) {
			channel = planeChannel;
			z = planeZ;
			t = planeT;
			return this;
		}

		/** See {@link TileOptions#isComposite()}; one channel unless given. */
		public Builder composite(final boolean value) {
			composite = value;
			return this;
		}

		public Builder mask(final TissueOptions value) {
			mask = value;
			return this;
		}

		/**
		 * The options.
		 *
		 * @throws IllegalArgumentException
		 *             with one sentence, if a value is not possible
		 */
		public TileOptions build() {
			if (width < 1 || height < 1)
				throw new IllegalArgumentException("tiles of " + width + " x " + height
					+ " pixels; each side must be 1 at least");
			if (overlap < 0 || overlap >= Math.min(width, height))
				throw new IllegalArgumentException("an overlap of " + overlap + " is not possible for tiles of " + width
					+ " x " + height
					+ " pixels; it must be 0 or more, and less than the shorter side");
			if (!(minTissue >= 0 && minTissue <= 1))
				throw new IllegalArgumentException("a minTissue of " + minTissue
					+ "; it is a part of the tile, 0 to 1");
			name.ifPresent(this::checkName);
			checkRandom();
			final boolean transparent = cutout.filter(cut -> cut.outside() == Outside.TRANSPARENT).isPresent();
			if (transparent && format == Format.JPG)
				throw new IllegalArgumentException("JPEG files cannot be transparent; choose png or tif");
			if (transparent && edge == Edge.PAD)
				throw new IllegalArgumentException("tiles that are filled up cannot be transparent elsewhere");
			try {
				return new TileOptions((Builder) clone());
			}
			catch (final CloneNotSupportedException e) {
				throw new IllegalStateException(e);
			}
		}

		private void checkRandom() {
			if (random.isEmpty()) return;
			if (random.get().count() < 1)
				throw new IllegalArgumentException(random.get().count() + " tiles at random places; 1 at least");
			if (overlap > 0) throw new IllegalArgumentException(
				"tiles at random places overlap as it comes; an overlap is for columns and rows");
			if (leftOut == LeftOut.BLANK) throw new IllegalArgumentException("for random places, glass is left out "
				+ "by a look at the whole slide; choose leaveOut=withoutTissue, or nothing");
		}

		private void checkName(final String template) {
			if (!NAME.matcher(template).matches() || template.startsWith("."))
				throw new IllegalArgumentException("the name \"" + template
					+ "\" does not make files' names; it may contain {col}, {row}, {number}, {x0} and {y0}, and no "
					+ "slashes or other special characters");
			final boolean placed = template.contains("{x0}") && template.contains("{y0}");
			final boolean numbered = random.isPresent() ? template.contains("{number}")
				: template.contains("{col}") && template.contains("{row}");
			final boolean foreign = random.isPresent() ? template.contains("{col}") || template.contains("{row}")
				: template.contains("{number}");
			if (!placed && !numbered || foreign || AMBIGUOUS.matcher(template).find())
				throw new IllegalArgumentException("the name \"" + template + "\" would give several tiles one name; "
					+ "it needs " + (random.isPresent() ? "{number}" : "{col} and {row}")
					+ ", or {x0} and {y0}, with a character between them");
		}
	}
}
