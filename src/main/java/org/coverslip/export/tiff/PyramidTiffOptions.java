package org.coverslip.export.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.coverslip.compression.KnownCompressions;
import org.coverslip.compression.TileCompression;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.export.walk.ExportOptions;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * What a pyramidal TIFF is like. Immutable; made by {@link #builder()}.
 * <p>
 * Each pixel of a level is made from 2 x 2 pixels of the level before, as {@link LevelRule} says, down to the first
 * level that fits into one tile. The file appears under its name when it is complete, and only then replaces an older
 * one; if writing fails or is canceled, nothing is left behind.
 */
public final class PyramidTiffOptions implements ExportOptions {

	/** The largest side of a tile in pixels. */
	public static final int LARGEST_TILE = 1 << 14;

	/**
	 * How the samples of a tile are compressed. The usual ones of the {@linkplain KnownCompressions known} compressions
	 * are constants.
	 */
	public static final class Compression {

		private static final List<Compression> ENCODING = KnownCompressions.all().stream()
			.map(encoded -> new Compression(encoded.word(), encoded)).toList();

		/** Tiles are copied from the slide as stored, without decoding them. */
		public static final Compression KEEP = new Compression("keep", null);
		/** {@link #JPEG} for what is RGB of 8 bits, as most slides are, and {@link #LZW} for all else. */
		public static final Compression AUTO = new Compression("auto", null);
		/** Lossless, for all pixel types. */
		public static final Compression NONE = of("none");
		/** Lossless, for all pixel types, with a predictor; read by every program. */
		public static final Compression LZW = of("lzw");
		/** As {@link #LZW}, smaller and slower. */
		public static final Compression DEFLATE = of("deflate");
		/** As {@link #DEFLATE}, faster; read by few programs so far. */
		public static final Compression ZSTD = of("zstd");
		/** With loss, 8 bits, 1 or 3 samples. */
		public static final Compression JPEG = of("jpeg");
		/** With loss, integer types of 8 or 16 bits, 1 or 3 samples. */
		public static final Compression JPEG2000 = of("jpeg2000");

		private final String word;
		private final TileCompression encoded;

		private Compression(final String word, final TileCompression encoded) {
			this.word = word;
			this.encoded = encoded;
		}

		/**
		 * The compression for which users write this word.
		 *
		 * @throws IllegalArgumentException
		 *             if there is none
		 */
		public static Compression of(final String word) {
			return ENCODING.stream().filter(compression -> compression.word.equals(word)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("tiles are not encoded as \"" + word + "\""));
		}

		/** {@link #KEEP} and {@link #AUTO}, followed by all that tiles can be encoded in. */
		public static List<Compression> all() {
			return Stream.concat(Stream.of(KEEP), encoding().stream()).toList();
		}

		/** {@link #AUTO}, followed by all that tiles can be encoded in: for what has no tiles to keep. */
		public static List<Compression> encoding() {
			return Stream.concat(Stream.of(AUTO), ENCODING.stream()).toList();
		}

		/** What a scene is compressed by: this, but for {@link #AUTO}, which is never the answer. */
		Compression in(final Scene scene) {
			if (!equals(AUTO)) return this;
			return scene.isRgb() && scene.pixelType() == PixelType.UINT8 && !scene.isCategorical() ? JPEG : LZW;
		}

		/** What users write. */
		public String word() {
			return word;
		}

		/** How tiles are encoded; empty for {@link #KEEP} and {@link #AUTO}. */
		public Optional<TileCompression> encoded() {
			return Optional.ofNullable(encoded);
		}

		/**
		 * Whether decoding restores exactly the samples that were encoded; false for {@link #KEEP}, which encodes
		 * nothing.
		 */
		public boolean isLossless() {
			return encoded != null && encoded.isLossless();
		}

		/** Its word. */
		@Override
		public String toString() {
			return word;
		}
	}

	/** How much of a JPEG's colour is kept. */
	public enum ChromaSubsampling {
		/** {@link #HORIZONTAL} from quality 90 on, as most scanners do, {@link #BOTH} below. */
		BY_QUALITY,
		/**
		 * All of it: RGB is stored unchanged, which takes about twice the bytes, since Bio-Formats shows YCbCr 4:4:4
		 * wrongly.
		 */
		NONE,
		/** 4:2:2 */
		HORIZONTAL,
		/** 4:2:0 */
		BOTH
	}

	/** Which programs the file's structure is laid out for. */
	public enum Dialect {
		/** OME-TIFF and plain pyramid in one: every reader finds the levels, except ASAP's own. */
		UNIVERSAL,
		/** Levels in the main chain and no XML: OpenSlide, libvips, ASAP. */
		PLAIN,
		/** OME-TIFF with sub-resolutions only: Bio-Formats, QuPath, OMERO. */
		OME,
		/** Laid out like an Aperio scanner's files: OpenSlide, ImageScope. One plane of 8-bit colour or grey. */
		SVS
	}

	/** When the file is BigTIFF. */
	public enum BigTiff {
		/** If it does not fit into the 4 GiB of a classic TIFF. */
		AUTO,
		/** Always. */
		ALWAYS,
		/** Never: writing fails at 4 GiB. */
		NEVER
	}

	private final Compression compression;
	private final int quality;
	private final ChromaSubsampling chromaSubsampling;
	private final int tileSize;
	private final Dialect dialect;
	private final BigTiff bigTiff;
	private final boolean align;
	private final LevelRule levels;
	private final List<AssociatedImage> associatedImages;
	private final byte[] iccProfile;
	private final String software;
	private final LocalDateTime dateTime;
	private final String description;
	private final OmeAddition omeAddition;
	private final int threads;

	private PyramidTiffOptions(final Builder b) {
		compression = b.compression;
		quality = b.quality;
		chromaSubsampling = b.chromaSubsampling;
		tileSize = b.tileSize;
		dialect = b.dialect;
		bigTiff = b.bigTiff;
		align = b.align;
		levels = b.levels;
		associatedImages = List.copyOf(b.associatedImages);
		iccProfile = b.iccProfile;
		software = b.software;
		dateTime = b.dateTime;
		description = b.description;
		omeAddition = b.omeAddition;
		threads = b.threads;
	}

	/** LZW, quality 90, tiles of 256, universal dialect, BigTIFF where needed, nothing carried along. */
	public static Builder builder() {
		return new Builder();
	}

	/** An existing target is replaced once the new file is complete, unless the scene is read from it. */
	@Override
	public Export prepare(final Scene scene, final Region region0, final Path target) throws IOException {
		return TiffExport.of(scene, region0, toBuilder().compression(compression.in(scene)).build(), target);
	}

	/** A builder that starts with these options. */
	public Builder toBuilder() {
		final Builder b = new Builder();
		b.compression = compression;
		b.quality = quality;
		b.chromaSubsampling = chromaSubsampling;
		b.tileSize = tileSize;
		b.dialect = dialect;
		b.bigTiff = bigTiff;
		b.align = align;
		b.levels = levels;
		b.associatedImages = associatedImages;
		b.iccProfile = iccProfile;
		b.software = software;
		b.dateTime = dateTime;
		b.description = description;
		b.omeAddition = omeAddition;
		b.threads = threads;
		return b;
	}

	public Compression compression() {
		return compression;
	}

	/** 1..100, for JPEG and JPEG 2000. */
	public int quality() {
		return quality;
	}

	public ChromaSubsampling chromaSubsampling() {
		return chromaSubsampling;
	}

	/** Side of a tile in pixels, a multiple of 16. */
	public int tileSize() {
		return tileSize;
	}

	public Dialect dialect() {
		return dialect;
	}

	public BigTiff bigTiff() {
		return bigTiff;
	}

	/** Whether the region is widened to the slide's tile grid, so that its tiles can be copied. */
	public boolean align() {
		return align;
	}

	/** How levels are made; levels copied from the slide stay unchanged. */
	public LevelRule levels() {
		return levels;
	}

	public List<AssociatedImage> associatedImages() {
		return associatedImages;
	}

	/** A copy. */
	public Optional<byte[]> iccProfile() {
		return Optional.ofNullable(iccProfile).map(byte[]::clone);
	}

	public String software() {
		return software;
	}

	/** The date to write; empty for the moment of writing. */
	public Optional<LocalDateTime> dateTime() {
		return Optional.ofNullable(dateTime);
	}

	/** Free text about the image, or "". */
	public String description() {
		return description;
	}

	/** What else is written into the OME-XML. */
	public OmeAddition omeAddition() {
		return omeAddition;
	}

	/** Number of threads that read and encode. */
	public int threads() {
		return threads;
	}

	/** Sets options; each setter checks its value. */
	public static final class Builder {

		private Compression compression = Compression.LZW;
		private int quality = 90;
		private ChromaSubsampling chromaSubsampling = ChromaSubsampling.BY_QUALITY;
		private int tileSize = 256;
		private Dialect dialect = Dialect.UNIVERSAL;
		private BigTiff bigTiff = BigTiff.AUTO;
		private boolean align;
		private LevelRule levels = LevelRule.AUTO;
		private List<AssociatedImage> associatedImages = List.of();
		private byte[] iccProfile;
		private String software = "Coverslip";
		private LocalDateTime dateTime;
		private String description = "";
		private OmeAddition omeAddition = (scene, region0) -> OmeElements.NONE;
		private int threads = Runtime.getRuntime().availableProcessors();

		private Builder() {}

		public Builder compression(final Compression value) {
			compression = value;
			return this;
		}

		/** 1 (small) to 100 (good). */
		public Builder quality(final int value) {
			if (value < 1 || value > 100)
				throw new IllegalArgumentException("a quality of " + value + " is not between 1 and 100");
			quality = value;
			return this;
		}

		public Builder chromaSubsampling(final ChromaSubsampling value) {
			chromaSubsampling = value;
			return this;
		}

		/**
		 * A multiple of 16, as TIFF 6.0, section 15, requires, from 16 to 16384. Not used by {@link Compression#KEEP}.
		 */
		public Builder tileSize(final int value) {
			if (value < 16 || value > LARGEST_TILE || value % 16 != 0)
				throw new IllegalArgumentException(
					"a tile size of " + value + " is not a multiple of 16 between 16 and " + LARGEST_TILE);
			tileSize = value;
			return this;
		}

		public Builder dialect(final Dialect value) {
			dialect = value;
			return this;
		}

		public Builder bigTiff(final BigTiff value) {
			bigTiff = value;
			return this;
		}

		/** See {@link PyramidTiffOptions#align()}. */
		public Builder align(final boolean value) {
			align = value;
			return this;
		}

		/** See {@link PyramidTiffOptions#levels()}. */
		public Builder levels(final LevelRule value) {
			levels = value;
			return this;
		}

		/** Images to carry along, each under its name. */
		public Builder associatedImages(final List<AssociatedImage> value) {
			associatedImages = value;
			return this;
		}

		/** Takes associated images and ICC profile from a slide, which must stay open until the file is written. */
		public Builder carry(final Slide slide) {
			return associatedImages(slide.associatedImages()).iccProfile(slide.metadata().iccProfile());
		}

		/** The colour profile of the pixels. */
		public Builder iccProfile(final Optional<byte[]> value) {
			iccProfile = value.map(byte[]::clone).orElse(null);
			return this;
		}

		/** The name of the program that writes. */
		public Builder software(final String value) {
			software = value;
			return this;
		}

		public Builder dateTime(final LocalDateTime value) {
			dateTime = value;
			return this;
		}

		/** Free text about the image. */
		public Builder description(final String value) {
			description = value;
			return this;
		}

		/**
		 * What else is written into the OME-XML; nothing unless given. Of the dialects only {@link Dialect#UNIVERSAL}
		 * and {@link Dialect#OME} have one.
		 */
		public Builder omeAddition(final OmeAddition value) {
			omeAddition = value;
			return this;
		}

		/** At least 1. */
		public Builder threads(final int value) {
			if (value < 1) throw new IllegalArgumentException(value + " threads");
			threads = value;
			return this;
		}

		public PyramidTiffOptions build() {
			return new PyramidTiffOptions(this);
		}
	}
}
