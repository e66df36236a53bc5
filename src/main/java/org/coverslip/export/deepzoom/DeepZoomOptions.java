package org.coverslip.export.deepzoom;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.export.UserWord;
import org.coverslip.export.image.PictureFormat;
import org.coverslip.export.walk.ExportOptions;
import org.coverslip.geom.Region;
import org.coverslip.pixel.HalfSize;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideMetadata;

/**
 * Options of a Deep Zoom pyramid with a page that shows it in a browser, from disk and without a network. Immutable;
 * made by {@link #builder()}.
 * <p>
 * The tiles are those of {@link DeepZoomLayout}; each pixel of a level is the mean of 2 x 2 pixels of the level above.
 * The target is the pyramid's name; an ending {@code .dzi}, {@code .html}, {@code .zip} or {@code .szi} is not part of
 * it.
 * <p>
 * If a failure or the program's end stops an export to a folder, an export with the same options continues it: existing
 * tiles are not encoded again. A complete export is left unchanged.
 */
public final class DeepZoomOptions implements ExportOptions {

	/** What holds the tiles. */
	public enum Container {

		/** {@code NAME.dzi}, {@code NAME.html} and the folder {@code NAME_files}. */
		FOLDER,
		/** All of these in {@code NAME.zip}. */
		ZIP,
		/** All of these in {@code NAME.szi}, which slide viewers open directly. */
		SZI
	}

	private final Builder b;
	private final List<AssociatedImage> associatedImages;
	private final SortedMap<String, String> properties;

	private DeepZoomOptions(final Builder builder) {
		b = builder;
		associatedImages = List.copyOf(builder.associatedImages);
		properties = new TreeMap<>(builder.properties);
	}

	/** Tiles of 254 pixels with an overlap of 1, as JPEG of quality 75, in a folder, like those of libvips. */
	public static Builder builder() {
		return new Builder();
	}

	/** Only for scenes with samples of 8 bits. */
	@Override
	public Export prepare(final Scene scene, final Region region0, final Path target) throws IOException {
		return DeepZoomExport.of(scene, region0, this, target);
	}

	/** The one file that holds all of an export of this name; empty where it is a folder and two files. */
	public Optional<Path> archive(final Path target) {
		return container() == Container.FOLDER ? Optional.empty()
			: Optional.of(target.resolveSibling(DeepZoomExport.name(target) + "." + UserWord.of(container())));
	}

	/** How the region that was written is divided into tiles. */
	public DeepZoomLayout layout(final Region written) {
		return new DeepZoomLayout(written.width(), written.height(), tileSize(), overlap());
	}

	public int tileSize() {
		return b.tileSize;
	}

	public int overlap() {
		return b.overlap;
	}

	public PictureFormat format() {
		return b.format;
	}

	/** Of JPEG tiles, 1 to 100. */
	public int quality() {
		return b.quality;
	}

	/** Whether tiles that the slide stores as JPEG are copied unchanged. */
	public boolean keepsTiles() {
		return b.keepTiles;
	}

	/** How each level is made from the one above it. */
	public HalfSize halving() {
		return b.halving;
	}

	/** Whether only the non-empty area of the scene is shown. */
	public boolean limitsToBounds() {
		return b.limitBounds;
	}

	/** Whether tiles of nothing but background are left out. */
	public boolean skipsBlank() {
		return b.skipBlank;
	}

	public Container container() {
		return b.container;
	}

	/** Shown where nothing is stored, as 0xRRGGBB; the scene's own colour if empty. */
	public OptionalInt background() {
		return b.background;
	}

	/** The plane of a scene that is shown: by default the one in focus. */
	public Plane plane(final Scene scene) {
		return b.plane == null ? scene.defaultPlane() : b.plane;
	}

	/** How many tiles are worked on at a time. */
	public int threads() {
		return b.threads;
	}

	/** Heading of the page, or "" for the name of the file. */
	public String title() {
		return b.title;
	}

	/** Identifies a slide and its state. */
	public String source() {
		return b.source;
	}

	/** Shown on the page. */
	public List<AssociatedImage> associatedImages() {
		return associatedImages;
	}

	/** The slide's properties, written beside the tiles. */
	public SortedMap<String, String> properties() {
		return properties;
	}

	/** Collects options; each setter refuses impossible values with one sentence. */
	public static final class Builder {

		private int tileSize = 254;
		private int overlap = 1;
		private PictureFormat format = PictureFormat.JPG;
		private int quality = 75;
		private boolean keepTiles;
		private HalfSize halving = HalfSize.TO_NEAREST;
		private boolean limitBounds;
		private boolean skipBlank;
		private Container container = Container.FOLDER;
		private OptionalInt background = OptionalInt.empty();
		private Plane plane;
		private int threads = Runtime.getRuntime().availableProcessors();
		private String title = "";
		private String source = "";
		private final List<AssociatedImage> associatedImages = new ArrayList<>();
		private final Map<String, String> properties = new TreeMap<>();

		private Builder() {}

		/** An even number, 2 to 8192: each tile is made from four halved ones. */
		public Builder tileSize(final int value) {
			if (value < 2 || value > 8192 || value % 2 != 0)
				throw new IllegalArgumentException("the tile size is an even number, 2 to 8192, not " + value);
			tileSize = value;
			return this;
		}

		/** 0 to half of the tile size. */
		public Builder overlap(final int value) {
			if (value < 0) throw new IllegalArgumentException("the overlap is 0 pixels or more, not " + value);
			overlap = value;
			return this;
		}

		public Builder format(final PictureFormat value) {
			format = value;
			return this;
		}

		/** See {@link DeepZoomOptions#quality()}. */
		public Builder quality(final int value) {
			if (value < 1 || value > 100)
				throw new IllegalArgumentException("the quality is 1 to 100 or keep, not " + value);
			quality = value;
			return this;
		}

		/** See {@link DeepZoomOptions#keepsTiles()}. */
		public Builder keepTiles(final boolean value) {
			keepTiles = value;
			return this;
		}

		/**
		 * With {@link HalfSize#TO_NEAREST}, levels are those that {@code vips dzsave} makes from images without an
		 * alpha channel; with {@link HalfSize#DOWN}, those that it makes from slides that it reads through OpenSlide.
		 */
		public Builder halving(final HalfSize value) {
			halving = value;
			return this;
		}

		/** See {@link DeepZoomOptions#limitsToBounds()}. */
		public Builder limitBounds(final boolean value) {
			limitBounds = value;
			return this;
		}

		/** See {@link DeepZoomOptions#skipsBlank()}. */
		public Builder skipBlank(final boolean value) {
			skipBlank = value;
			return this;
		}

		public Builder container(final Container value) {
			container = value;
			return this;
		}

		/** As 0xRRGGBB. */
		public Builder background(final int rgb) {
			background = OptionalInt.of(rgb & 0xffffff);
			return this;
		}

		/** See {@link DeepZoomOptions#plane(Scene)}. */
		public Builder plane(final Plane value) {
			plane = value;
			return this;
		}

		public Builder threads(final int value) {
			if (value < 1) throw new IllegalArgumentException("the number of threads is 1 or more, not " + value);
			threads = value;
			return this;
		}

		public Builder title(final String value) {
			title = value;
			return this;
		}

		/** See {@link DeepZoomOptions#source()}. */
		public Builder source(final String value) {
			source = value;
			return this;
		}

		/**
		 * Takes the title, properties and associated images of a slide, and identifies it by its file's path, size and
		 * time.
		 *
		 * @param part
		 *            says which image of the slide is exported, to tell it from others
		 */
		public Builder slide(final Slide slide, final String part) {
			final SlideMetadata metadata = slide.metadata();
			final File file = metadata.path().map(path -> path.toAbsolutePath().toFile()).orElse(new File(""));
			return title(metadata.name()).properties(metadata.properties()).associatedImages(slide.associatedImages())
				.source(file + ", " + part + ", " + file.length() + " bytes, " + file.lastModified());
		}

		public Builder associatedImages(final List<AssociatedImage> values) {
			associatedImages.clear();
			associatedImages.addAll(values);
			return this;
		}

		public Builder properties(final Map<String, String> values) {
			properties.clear();
			properties.putAll(values);
			return this;
		}

		/**
		 * @throws IllegalArgumentException
		 *             if options contradict each other
		 */
		public DeepZoomOptions build() {
			if (overlap > tileSize / 2)
				throw new IllegalArgumentException(
					"tiles of " + tileSize + " pixels overlap by " + tileSize / 2 + " at most, not by " + overlap);
			if (keepTiles && format != PictureFormat.JPG)
				throw new IllegalArgumentException("only JPEG tiles can be kept; choose the format jpg, or a quality");
			return new DeepZoomOptions(copy());
		}

		private Builder copy() {
			final Builder copy = new Builder().tileSize(tileSize).overlap(overlap).format(format).quality(quality)
				.keepTiles(keepTiles).halving(halving).limitBounds(limitBounds).skipBlank(skipBlank)
				.container(container).plane(plane)
				.threads(threads).title(title).source(source).associatedImages(associatedImages).properties(properties);
			copy.background = background;
			return copy;
		}
	}
}
