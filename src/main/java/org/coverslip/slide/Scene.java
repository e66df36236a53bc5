package org.coverslip.slide;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;

/**
 * One separately imaged area of a slide with its own pyramid. Immutable; reading it is thread-safe. Made by
 * {@link #builder(SlideLifetime)}.
 */
public final class Scene {

	private final SlideLifetime lifetime;
	private final String name;
	private final double originX;
	private final double originY;
	private final boolean rgb;
	private final List<Channel> channels;
	private final int sizeZ;
	private final int sizeT;
	private final int defaultZ;
	private final Optional<PixelSize> pixelSize;
	private final OptionalDouble pixelSizeZ;
	private final OptionalDouble objectivePower;
	private final List<Level> levels;
	private final Region bounds;
	private final Region cutFrom;
	private final int background;
	private final boolean categorical;

	private Scene(final Builder b) {
		if (b.levels.isEmpty()) throw new IllegalArgumentException("a scene without levels");
		if (b.channels.isEmpty()) throw new IllegalArgumentException("a scene without channels");
		if (b.sizeZ < 1 || b.sizeT < 1)
			throw new IllegalArgumentException("a scene of " + b.sizeZ + " z, " + b.sizeT + " t");
		if (b.defaultZ >= b.sizeZ) throw new IllegalArgumentException("focal plane " + b.defaultZ + " of " + b.sizeZ);
		if (b.pixelSizeZ.isPresent() && !PixelSize.isValid(b.pixelSizeZ.getAsDouble()))
			throw new IllegalArgumentException("focal planes " + b.pixelSizeZ.getAsDouble() + " µm apart");
		lifetime = b.lifetime;
		name = b.name;
		originX = b.originX;
		originY = b.originY;
		channels = List.copyOf(b.channels);
		sizeZ = b.sizeZ;
		sizeT = b.sizeT;
		defaultZ = b.defaultZ < 0 ? sizeZ / 2 : b.defaultZ;
		pixelSize = b.pixelSize;
		pixelSizeZ = b.pixelSizeZ;
		objectivePower = b.objectivePower;
		levels = List.copyOf(b.levels);
		rgb = levels.get(0).samples() == 3;
		bounds = b.bounds != null ? b.bounds : levels.get(0).region();
		cutFrom = b.cutFrom != null ? b.cutFrom : levels.get(0).region();
		background = b.background;
		final boolean wholeNumbers = pixelType() == PixelType.UINT32 || pixelType() == PixelType.INT32;
		categorical = b.categorical.orElse(wholeNumbers && !rgb);
	}

	/**
	 * @param lifetime
	 *            of the slide that the scene belongs to
	 */
	public static Builder builder(final SlideLifetime lifetime) {
		return new Builder(lifetime);
	}

	/** A name given by the scanner, or "". */
	public String name() {
		return name;
	}

	/**
	 * Column of the slide's own canvas at which this scene's column 0 lies, in level-0 pixels, rounded to the nearest;
	 * 0 for most formats.
	 */
	public long originX0() {
		return origin().nearestLevel0().x();
	}

	/** Row, likewise. */
	public long originY0() {
		return origin().nearestLevel0().y();
	}

	private ScaledRegion origin() {
		return new ScaledRegion(originX, originY, 1, 1, 1, 1);
	}

	/** As {@link #originX0()}, not rounded: a scene that was computed at another scale may begin between pixels. */
	public double originX() {
		return originX;
	}

	/** Likewise, downwards. */
	public double originY() {
		return originY;
	}

	/**
	 * Where all of the scene lies from which this one was computed, in level-0 pixels of this one, rounded to the
	 * nearest: it begins left of and above column and row 0 if this one is a part of it. The level 0 of this one if it
	 * is stored.
	 */
	public Region cutFrom() {
		return cutFrom;
	}

	/** Whether the scene is bright-field colour: one channel of three interleaved samples. */
	public boolean isRgb() {
		return rgb;
	}

	/** The channels, at least one. */
	public List<Channel> channels() {
		return channels;
	}

	public int sizeZ() {
		return sizeZ;
	}

	public int sizeT() {
		return sizeT;
	}

	/**
	 * The plane to show where none is asked for: channel 0 and time 0 of the focal plane that is in focus. That is the
	 * one that the file names, else the middle one, n/2 rounded down.
	 */
	public Plane defaultPlane() {
		return new Plane(0, defaultZ, 0);
	}

	/**
	 * The number of the requested focal plane.
	 *
	 * @param wanted
	 *            its number, not checked; if negative, the one in focus, as in {@link #defaultPlane()}
	 */
	public int focalPlane(final int wanted) {
		return wanted < 0 ? defaultZ : wanted;
	}

	public PixelType pixelType() {
		return levels.get(0).type();
	}

	/** The size of a level-0 pixel, if the file states it. */
	public Optional<PixelSize> pixelSize() {
		return pixelSize;
	}

	/** The distance of neighbouring focal planes in micrometres, finite and &gt; 0, if the file states it. */
	public OptionalDouble pixelSizeZ() {
		return pixelSizeZ;
	}

	/** The nominal magnification of the objective, if the file states it. */
	public OptionalDouble objectivePower() {
		return objectivePower;
	}

	/** What the file stores, finest first, at least one. */
	public List<Level> levels() {
		return levels;
	}

	public Level level(final int index) {
		if (index < 0 || index >= levels.size())
			throw new IllegalArgumentException("there is no level " + index + "; the scene has levels 0 to "
				+ (levels.size() - 1));
		return levels.get(index);
	}

	/** Width of level 0. */
	public long width() {
		return levels.get(0).width();
	}

	/** Height of level 0. */
	public long height() {
		return levels.get(0).height();
	}

	/** The non-empty area in level-0 pixels; all of level 0 where the format does not know better. */
	public Region bounds() {
		return bounds;
	}

	/** The colour to show where no tile is stored, as 0xRRGGBB; white where the format declares none. */
	public int background() {
		return background;
	}

	/**
	 * Whether pixels name classes or objects rather than measure amounts, as in masks and label images, so that values
	 * must not be averaged. Formats say so for images with a palette or one bit per pixel; by default it holds for
	 * 32-bit integers.
	 */
	public boolean isCategorical() {
		return categorical;
	}

	/** This scene with other levels: the same pixels at more or fewer resolutions. */
	public Scene withLevels(final List<Level> otherLevels) {
		return copy().levels(otherLevels).build();
	}

	/** This scene with another colour, 0xRRGGBB, where no tile is stored. */
	public Scene withBackground(final int rgb) {
		return copy().background(rgb).build();
	}

	/** This scene as colours to look at: one plane of RGB, whatever its channels are. */
	public Scene withColors(final List<Level> rgbLevels) {
		return copy().channels(List.of(Channel.rgb())).sizeZ(1).defaultZ(0).sizeT(1).levels(rgbLevels).build();
	}

	/**
	 * This scene with coarser levels after its own, until one is small: each the mean of 2 x 2 pixels of the next finer
	 * one, computed tile by tile when it is read. The scene itself if its coarsest level is small.
	 *
	 * @param reader
	 *            reads the levels from which others are computed, and keeps them
	 */
	public Scene withCoarserLevels(final RegionReader reader) {
		return CoarserLevels.extend(this, reader);
	}

	/**
	 * A picture as a scene, for whatever reads scenes: it has the picture's size, pixel size and planes, and one level,
	 * which is read from the picture when it is wanted; {@link #withCoarserLevels} adds others. It is open as long as
	 * the picture's slide is.
	 */
	public static Scene computed(final Picture picture) {
		return computed(picture, ComputedTiles.SIDE);
	}

	/**
	 * Likewise, in tiles of a given size.
	 *
	 * @param side
	 *            of the tiles in which it is computed, in pixels
	 */
	public static Scene computed(final Picture picture, final int side) {
		final Level level = ComputedTiles.level(picture, side);
		final ScaledRegion place = picture.place();
		final int inFocus = picture.scene().defaultZ - picture.firstZ();
		return picture.scene().copy().levels(List.of(level)).bounds(level.region())
			.place((picture.scene().originX + place.x0()) / place.pitchX(),
				(picture.scene().originY + place.y0()) / place.pitchY())
			.cutFrom(picture.scene().cutFrom, place)
			.channels(picture.channels()).sizeZ(picture.sizeZ()).sizeT(picture.sizeT())
			.defaultZ(inFocus < picture.sizeZ() ? inFocus : -1).pixelSize(picture.pixelSize())
			.objectivePower(picture.objectivePower()).background(picture.background())
			.categorical(picture.categorical()).build();
	}

	private Builder copy() {
		return builder(lifetime).name(name).place(originX, originY).channels(channels).sizeZ(sizeZ)
			.defaultZ(defaultZ)
			.sizeT(sizeT).pixelSize(pixelSize).pixelSizeZ(pixelSizeZ).objectivePower(objectivePower).bounds(bounds)
			.cutFrom(cutFrom).background(background)
			.levels(levels).categorical(Optional.of(categorical));
	}

	/**
	 * The files from which the scene is read, the slide's own first; empty for one that is in memory. See
	 * {@link SlideMetadata#files()}.
	 */
	public Set<Path> files() {
		return lifetime.paths();
	}

	/** Of the slide that it belongs to: whether that is open, and what goes with it. */
	public SlideLifetime lifetime() {
		return lifetime;
	}

	/** Throws {@link ClosedSlideException} once the slide has been closed. */
	public void checkOpen() throws ClosedSlideException {
		lifetime.checkOpen();
	}

	/** Whether the scene has a plane. */
	public boolean has(final Plane plane) {
		return plane.channel() < channels.size() && plane.z() < sizeZ && plane.t() < sizeT;
	}

	/** Throws {@link IllegalArgumentException} if the scene has no such plane. */
	public void checkPlane(final Plane plane) {
		if (!has(plane))
			throw new IllegalArgumentException("there is no plane channel=" + plane.channel() + " z=" + plane.z()
				+ " t=" + plane.t()
				+ "; the scene has " + channels.size() + " channel(s), " + sizeZ + " z and " + sizeT + " t");
	}

	/**
	 * OpenSlide's best level for a downsample: the coarsest level whose downsample does not exceed it, without
	 * tolerance; level 0 if there is none.
	 */
	public int bestLevelFor(final double downsample) {
		int best = 0;
		for (int i = 1; i < levels.size(); i++)
			if (levels.get(i).downsample() <= downsample) best = i;
		return best;
	}

	/**
	 * The coarsest level that is still at least as fine as asked, where ratios that differ by less than 1 in 1000 count
	 * as equal: for 4, a level with downsample 4.00012 is found.
	 */
	public int coarsestLevelAsFineAs(final double downsample) {
		return bestLevelFor(downsample * 1.001);
	}

	/** Collects what a scene is made of; only levels have no default. */
	public static final class Builder {

		private final SlideLifetime lifetime;
		private String name = "";
		private double originX;
		private double originY;
		private List<Channel> channels = List.of(Channel.rgb());
		private int sizeZ = 1;
		private int sizeT = 1;
		private int defaultZ = -1;
		private Optional<PixelSize> pixelSize = Optional.empty();
		private OptionalDouble pixelSizeZ = OptionalDouble.empty();
		private OptionalDouble objectivePower = OptionalDouble.empty();
		private List<Level> levels = List.of();
		private Region bounds;
		private Region cutFrom;
		private int background = 0xffffff;
		private Optional<Boolean> categorical = Optional.empty();

		private Builder(final SlideLifetime lifetime) {
			this.lifetime = lifetime;
		}

		public Builder name(final String value) {
			name = value;
			return this;
		}

		/** See {@link Scene#originX0()}. */
		public Builder origin(final long x0, final long y0) {
			return place(x0, y0);
		}

		private Builder cutFrom(final Region whole) {
			cutFrom = whole;
			return this;
		}

		/** As a picture at a place on a scene sees what that scene was cut from. */
		private Builder cutFrom(final Region whole, final ScaledRegion place) {
			return cutFrom(new ScaledRegion((whole.x() - place.x0()) / place.pitchX(),
				(whole.y() - place.y0()) / place.pitchY(), 1 / place.pitchX(), 1 / place.pitchY(), whole.width(),
				whole.height()).nearestLevel0());
		}

		/** As {@link #origin}, not rounded; see {@link Scene#originX()}. */
		Builder place(final double x, final double y) {
			originX = x;
			originY = y;
			return this;
		}

		/** The channels of a scene that is not RGB. */
		public Builder channels(final List<Channel> value) {
			channels = value;
			return this;
		}

		public Builder sizeZ(final int value) {
			sizeZ = value;
			return this;
		}

		public Builder sizeT(final int value) {
			sizeT = value;
			return this;
		}

		/** The focal plane in focus, where the file names one; see {@link Scene#defaultPlane()}. */
		public Builder defaultZ(final int value) {
			defaultZ = value;
			return this;
		}

		public Builder pixelSize(final Optional<PixelSize> value) {
			pixelSize = value;
			return this;
		}

		/** See {@link Scene#pixelSizeZ()}. */
		public Builder pixelSizeZ(final OptionalDouble value) {
			pixelSizeZ = value;
			return this;
		}

		public Builder objectivePower(final OptionalDouble value) {
			objectivePower = value;
			return this;
		}

		/** Finest first. */
		public Builder levels(final List<Level> value) {
			levels = value;
			return this;
		}

		/** See {@link Scene#bounds()}. */
		public Builder bounds(final Region value) {
			bounds = value;
			return this;
		}

		/** As 0xRRGGBB. */
		public Builder background(final int value) {
			background = value;
			return this;
		}

		/** See {@link Scene#isCategorical()}; empty for what follows from the type of the samples. */
		public Builder categorical(final Optional<Boolean> value) {
			categorical = value;
			return this;
		}

		public Scene build() {
			return new Scene(this);
		}
	}
}
