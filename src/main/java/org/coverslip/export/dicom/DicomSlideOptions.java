package org.coverslip.export.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.walk.ExportOptions;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.geom.Region;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * What a whole-slide image in DICOM is like: a folder with a file for each level, and one for label, overview and
 * thumbnail. Immutable; made by {@link #builder()}.
 * <p>
 * Levels whose tiles are stored as JPEG (baseline, 8 bits) or JPEG 2000 are copied without decoding them, if the
 * compression says so; each of the others is half the one before, down to the first that fits into one tile. Channels
 * become optical paths, focal planes stay what they are.
 * <p>
 * The folder appears under its name when it is complete, and only then replaces an older one; if writing fails or is
 * canceled, nothing is left behind.
 */
public final class DicomSlideOptions implements ExportOptions {

	/** How tiles are compressed. */
	public enum Compression {

		/** Copied where that is possible, else {@link #LOSSLESS}. */
		COPY_OR_LOSSLESS,
		/** Copied where that is possible, else {@link #JPEG} for RGB of 8 bits and {@link #LOSSLESS} for all else. */
		COPY_OR_JPEG,
		/** Copied, or refused. */
		COPY,
		/** As they are. */
		NONE,
		/** JPEG, of 8 bits. */
		JPEG,
		/** JPEG 2000 of the quality. */
		JPEG2000,
		/** JPEG 2000 without loss. */
		LOSSLESS
	}

	/** The largest side of a tile in pixels. */
	public static final int LARGEST_TILE = 1 << 14;

	private final Compression compression;
	private final int quality;
	private final int tileSize;
	private final LevelRule levels;
	private final boolean align;
	private final List<AssociatedImage> associatedImages;
	private final byte[] iccProfile;
	private final DicomDescription description;
	private final Map<String, String> properties;
	private final boolean stableUids;
	private final int threads;

	private DicomSlideOptions(final Builder b) {
		compression = b.compression;
		quality = b.quality;
		tileSize = b.tileSize;
		levels = b.levels;
		align = b.align;
		associatedImages = List.copyOf(b.associatedImages);
		iccProfile = b.iccProfile;
		description = b.description;
		properties = Map.copyOf(b.properties);
		stableUids = b.stableUids;
		threads = b.threads;
	}

	/** Tiles are copied or lossless, quality 90, tiles of 256, nothing carried along. */
	public static Builder builder() {
		return new Builder();
	}

	/** An existing target is replaced once the new one is complete, if it holds nothing but DICOM files. */
	@Override
	public Export prepare(final Scene scene, final Region region0, final Path target) throws IOException {
		return DicomExport.of(scene, region0, this, target);
	}

	public Compression compression() {
		return compression;
	}

	/** 1..100, for JPEG and JPEG 2000. */
	public int quality() {
		return quality;
	}

	/** Side of a tile that is not copied, in pixels; an even number. */
	public int tileSize() {
		return tileSize;
	}

	/** How levels are made; levels copied from the slide stay unchanged. */
	public LevelRule levels() {
		return levels;
	}

	/** Whether the region is widened to the slide's tile grid, so that its tiles can be copied. */
	public boolean align() {
		return align;
	}

	public List<AssociatedImage> associatedImages() {
		return associatedImages;
	}

	/** A copy. */
	public Optional<byte[]> iccProfile() {
		return Optional.ofNullable(iccProfile).map(byte[]::clone);
	}

	public DicomDescription description() {
		return description;
	}

	/** Of the slide, which tell where its image lies if it is DICOM itself. */
	Map<String, String> properties() {
		return properties;
	}

	/** Whether the same slide, written in the same way, gets the same identifiers. */
	public boolean stableUids() {
		return stableUids;
	}

	/** Number of threads that read and encode. */
	public int threads() {
		return threads;
	}

	/** What decides how the files are, in words: for identifiers that are the same only for the same files. */
	String words() {
		return compression + " " + quality + " " + tileSize + " " + levels + " " + align;
	}

	/** Sets options; each setter checks its value. */
	public static final class Builder {

		private Compression compression = Compression.COPY_OR_LOSSLESS;
		private int quality = 90;
		private int tileSize = 256;
		private LevelRule levels = LevelRule.AUTO;
		private boolean align;
		private List<AssociatedImage> associatedImages = List.of();
		private byte[] iccProfile;
		private DicomDescription description = DicomDescription.NONE;
		private Map<String, String> properties = Map.of();
		private boolean stableUids;
		private int threads = Runtime.getRuntime().availableProcessors();

		private Builder() {}

		public Builder compression(final Compression value) {
			compression = value;
			return this;
		}

		/** 1 (small) to 100 (good; JPEG 2000 loses nothing then). */
		public Builder quality(final int value) {
			if (value < 1 || value > 100)
				throw new IllegalArgumentException("a quality of " + value + " is not between 1 and 100");
			quality = value;
			return this;
		}

		/** A multiple of 16 from 16 to 16384. */
		public Builder tileSize(final int value) {
			if (value < 16 || value > LARGEST_TILE || value % 16 != 0)
				throw new IllegalArgumentException(
					"a tile size of " + value + " is not a multiple of 16 between 16 and " + LARGEST_TILE);
			tileSize = value;
			return this;
		}

		/** See {@link DicomSlideOptions#levels()}. */
		public Builder levels(final LevelRule value) {
			levels = value;
			return this;
		}

		/** See {@link DicomSlideOptions#align()}. */
		public Builder align(final boolean value) {
			align = value;
			return this;
		}

		/** Images to carry along: label, macro and thumbnail; DICOM has no place for others. */
		public Builder associatedImages(final List<AssociatedImage> value) {
			associatedImages = value;
			return this;
		}

		/**
		 * Takes associated images, ICC profile and what else is known from a slide, which must stay open until the
		 * folder is written. What the description says already stays.
		 */
		public Builder carry(final Slide slide) {
			iccProfile = slide.metadata().iccProfile().orElse(null);
			properties = slide.metadata().properties();
			description = description.and(DicomDescription.of(slide.metadata()));
			return associatedImages(slide.associatedImages());
		}

		/** What is said of the slide. */
		public Builder description(final DicomDescription value) {
			description = value;
			return this;
		}

		/** See {@link DicomSlideOptions#stableUids()}. */
		public Builder stableUids(final boolean value) {
			stableUids = value;
			return this;
		}

		/** At least 1. */
		public Builder threads(final int value) {
			if (value < 1) throw new IllegalArgumentException(value + " threads");
			threads = value;
			return this;
		}

		public DicomSlideOptions build() {
			return new DicomSlideOptions(this);
		}
	}
}
