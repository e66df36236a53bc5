package org.coverslip.export.zarr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.export.walk.ExportOptions;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.geom.Region;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * What an image in OME-Zarr is like. Immutable; made by {@link #builder()}.
 * <p>
 * Each level is half the one before, down to the first that fits into one chunk. All planes are written; red, green and
 * blue become three channels. Associated images and colour profiles, for which OME-Zarr has no place, lie in folders
 * beside the levels.
 * <p>
 * A target {@code IMAGE.ome.zarr/labels/NAME} becomes a label image of an image that is there: of its version, with as
 * many levels, and listed in its group of labels.
 * <p>
 * The folder appears under its name when it is complete, and only then replaces an older one; if writing fails or is
 * canceled, nothing is left behind.
 */
public final class OmeZarrOptions implements ExportOptions {

	/** The versions that are written. */
	public enum Version {

		/** In Zarr 2: a file for each chunk. */
		V0_4("0.4"),
		/** In Zarr 3: shards of 8 x 8 chunks, each a file. */
		V0_5("0.5");

		private final String number;

		Version(final String number) {
			this.number = number;
		}

		/** As the specification counts. */
		public String number() {
			return number;
		}
	}

	/** How chunks are packed, without loss. */
	public enum Compression {

		/** {@link #DEFLATE} in 0.4, which every reader knows; {@link #ZSTD} in 0.5. */
		AUTO,
		/** As they are. */
		NONE,
		/** In 0.4 as zlib has it, in 0.5 as gzip has it. */
		DEFLATE,
		/** Faster and smaller. */
		ZSTD
	}

	/** The largest side of a chunk. */
	public static final int LARGEST_CHUNK = 4096;

	private final Version version;
	private final Compression compression;
	private final int chunk;
	private final LevelRule levels;
	private final List<AssociatedImage> associatedImages;
	private final byte[] iccProfile;
	private final List<LabelClass> labels;
	private final String description;
	private final int threads;

	private OmeZarrOptions(final Builder b) {
		version = b.version;
		compression = b.compression != Compression.AUTO ? b.compression
			: b.version == Version.V0_4 ? Compression.DEFLATE : Compression.ZSTD;
		chunk = b.chunk;
		levels = b.levels;
		associatedImages = List.copyOf(b.associatedImages);
		iccProfile = b.iccProfile;
		labels = List.copyOf(b.labels);
		description = b.description;
		threads = b.threads;
	}

	/** Version 0.4 in chunks of 512 x 512, nothing carried along. */
	public static Builder builder() {
		return new Builder();
	}

	/** An existing target is replaced once the new one is complete, if it is OME-Zarr itself. */
	@Override
	public Export prepare(final Scene scene, final Region region0, final Path target) throws IOException {
		return OmeZarrExport.of(scene, region0, this, target);
	}

	/** A builder that starts with these options. */
	public Builder toBuilder() {
		final Builder b = new Builder();
		b.version = version;
		b.compression = compression;
		b.chunk = chunk;
		b.levels = levels;
		b.associatedImages = associatedImages;
		b.iccProfile = iccProfile;
		b.labels = labels;
		b.description = description;
		b.threads = threads;
		return b;
	}

	public Version version() {
		return version;
	}

	/** Never {@link Compression#AUTO}. */
	public Compression compression() {
		return compression;
	}

	/** Side of a chunk in pixels, a power of two. */
	public int chunk() {
		return chunk;
	}

	/** How levels are made. */
	public LevelRule levels() {
		return levels;
	}

	/** Images that go along. */
	public List<AssociatedImage> associatedImages() {
		return associatedImages;
	}

	/** The colour profile of the pixels; a copy. */
	public Optional<byte[]> iccProfile() {
		return Optional.ofNullable(iccProfile).map(byte[]::clone);
	}

	/** What the numbers of a label image stand for, as far as it is known. */
	public List<LabelClass> labels() {
		return labels;
	}

	/** Free text about the image, or "". */
	public String description() {
		return description;
	}

	/** Number of threads that read and encode. */
	public int threads() {
		return threads;
	}

	/** Sets options; each setter checks its value. */
	public static final class Builder {

		private Version version = Version.V0_4;
		private Compression compression = Compression.AUTO;
		private int chunk = 512;
		private LevelRule levels = LevelRule.AUTO;
		private List<AssociatedImage> associatedImages = List.of();
		private byte[] iccProfile;
		private List<LabelClass> labels = List.of();
		private String description = "";
		private int threads = Runtime.getRuntime().availableProcessors();

		private Builder() {}

		public Builder version(final Version value) {
			version = value;
			return this;
		}

		public Builder compression(final Compression value) {
			compression = value;
			return this;
		}

		/** A power of two, since vizarr makes its tiles so; 16 to 4096. */
		public Builder chunk(final int value) {
			if (value < 16 || value > LARGEST_CHUNK || Integer.bitCount(value) != 1)
				throw new IllegalArgumentException(
					"a chunk size of " + value + " is not a power of two between 16 and " + LARGEST_CHUNK);
			chunk = value;
			return this;
		}

		/** See {@link OmeZarrOptions#levels()}. */
		public Builder levels(final LevelRule value) {
			levels = value;
			return this;
		}

		/** Images to carry along, each under its name. */
		public Builder associatedImages(final List<AssociatedImage> value) {
			associatedImages = value;
			return this;
		}

		/** Takes associated images and ICC profile from a slide, which must stay open until all is written. */
		public Builder carry(final Slide slide) {
			return associatedImages(slide.associatedImages()).iccProfile(slide.metadata().iccProfile());
		}

		/** The colour profile of the pixels. */
		public Builder iccProfile(final Optional<byte[]> value) {
			iccProfile = value.map(byte[]::clone).orElse(null);
			return this;
		}

		/** See {@link OmeZarrOptions#labels()}. */
		public Builder labels(final List<LabelClass> value) {
			labels = value;
			return this;
		}

		/** Free text about the image. */
		public Builder description(final String value) {
			description = value;
			return this;
		}

		/** At least 1. */
		public Builder threads(final int value) {
			if (value < 1) throw new IllegalArgumentException(value + " threads");
			threads = value;
			return this;
		}

		public OmeZarrOptions build() {
			return new OmeZarrOptions(this);
		}
	}
}
