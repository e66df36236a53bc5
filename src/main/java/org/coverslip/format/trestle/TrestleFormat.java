package org.coverslip.format.trestle;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.JpegAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.format.trestle.TrestleDescription.Overlap;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.TileLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Trestle's TIFF: all directories are levels, finest first; the description says how much the tiles of each level
 * overlap.
 * <p>
 * A directory's size is that of its tiles side by side; a level is smaller by the overlaps. Where tiles overlap, the
 * one further down is on top, and within a row the one further right. Further shifts of single tiles, which files with
 * names ending in {@code .tif-Nb} record, are ignored, as in OpenSlide. XResolution and YResolution hold micrometres
 * per pixel, whatever their unit says.
 */
public final class TrestleFormat implements SlideFormat {

	private static final String SOFTWARE_PREFIX = "MedScan";
	private static final String MACRO_ENDING = ".Full";

	@Override
	public String name() {
		return "Trestle";
	}

	@Override
	public Set<String> endings() {
		return Set.of("tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		final Ifd first = tiff.get().ifds().get(0);
		final String software = first.text(SOFTWARE);
		if (software == null || !software.startsWith(SOFTWARE_PREFIX))
			return Detection.refuse("its Software does not begin with \"" + SOFTWARE_PREFIX + "\"");
		if (first.text(IMAGE_DESCRIPTION) == null) return Detection.refuse("it has no ImageDescription");
		return tiff.get().ifds().stream().allMatch(Ifd::isTiled) ? Detection.accept()
			: Detection.refuse("not all of its images are tiled");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final TrestleDescription description = TrestleDescription.parse(first.field(IMAGE_DESCRIPTION).text());
		final List<TiffImage> images = images(tiff);
		final List<Level> levels = levels(tiff, images, description.overlaps(), lifetime);
		final OpenSlideProperties properties = properties(tiff, description, levels);
		final Scene.Builder scene = Scene.builder(lifetime).channels(TiffLevels.channels(images.get(0))).levels(levels)
			.pixelSize(pixelSize(first)).objectivePower(objectivePower(properties));
		final OptionalInt background = description.background();
		if (background.isPresent()) scene.background(background.getAsInt());
		final Optional<StoredFile> macro = macro(tiff.file());
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), first.bytes(ICC_PROFILE))
			.withFiles(macro.stream().toList());
		final List<AssociatedImage> associated =
			macro.isEmpty() ? List.of() : JpegAssociatedImage.find("macro", macro.get(), lifetime).stream().toList();
		return new OpenedSlide(metadata, List.of(scene.build()), associated, lifetime);
	}

	private static List<TiffImage> images(final TiffFile tiff) throws IOException {
		final List<TiffImage> images = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			final TiffImage image = TiffImage.parse(tiff, ifd);
			if (!images.isEmpty() && !TiffLevels.areAlike(images.get(0), image))
				throw new SlideFormatException(tiff.file(), ifd.offset(), "a level with samples like those of level 0",
					"other samples");
			images.add(image);
		}
		return images;
	}

	private static List<Level> levels(final TiffFile tiff, final List<TiffImage> images, final List<Overlap> overlaps,
		final SlideLifetime lifetime) throws IOException
	{
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			final TiffImage image = images.get(i);
			final Overlap overlap = i < overlaps.size() ? overlaps.get(i) : Overlap.NONE;
			final TiffTileSource stored = TiffTileSource.of(tiff, image, lifetime);
			final UniformTileGrid grid = stored.grid();
			check(tiff, image, overlap);
			final long width = image.width() - (grid.columns() - 1) * overlap.x();
			final long height = image.height() - (grid.rows() - 1) * overlap.y();
			final LevelScale scale = levels.isEmpty() ? new LevelScale(1)
				: LevelScale.between(levels.get(0).width(), levels.get(0).height(), width, height);
			if (!levels.isEmpty() && scale.downsample() < levels.get(i - 1).downsample())
				throw new SlideFormatException(tiff.file(), image.ifd().offset(), "levels from fine to coarse",
					width + " x " + height + " after " + levels.get(i - 1).width() + " x " + levels.get(i - 1)
					.height());
			final boolean disjoint = overlap.equals(Overlap.NONE);
			final TileLayout layout = disjoint ? grid : overlapping(grid, overlap);
			final TileSource tiles = disjoint ? stored.copyable() : stored;
			levels.add(Level.builder(width, height, tiles).scale(scale)
				.layout(layout, image.tileWidth(), image.tileHeight()).samples(image.type(), image.isRgb() ? 3 : 1)
				.compression(image.compressionName()).build());
		}
		return levels;
	}

	private static void check(final TiffFile tiff, final TiffImage image, final Overlap overlap)
		throws SlideFormatException {
		if (overlap.x() >= image.tileWidth() || overlap.y() >= image.tileHeight())
			throw new SlideFormatException(tiff.file(), image.ifd().offset(),
				"overlaps smaller than tiles of " + image.tileWidth() + " x " + image.tileHeight() + " pixels",
				overlap.x() + " x " + overlap.y());
	}

	private static TileLayout overlapping(final UniformTileGrid grid, final Overlap overlap) {
		return PlacedTiles.grid(grid.columns(), grid.rows(), grid.tileWidth(), grid.tileHeight(),
			grid.tileWidth() - overlap.x(),
			grid.tileHeight() - overlap.y());
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final TrestleDescription description,
		final List<Level> levels) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.add(properties, tiff, tiff.ifds().get(0), tiff.ifds().get(tiff.ifds().size() - 1));
		properties.put(OpenSlideProperties.VENDOR, "trestle");
		description.pairs().forEach((name, value) -> properties.put("trestle." + name, value));
		properties.copyInt("trestle." + TrestleDescription.OBJECTIVE_POWER, OpenSlideProperties.OBJECTIVE_POWER);
		properties.copyDouble("tiff.XResolution", OpenSlideProperties.MPP_X);
		properties.copyDouble("tiff.YResolution", OpenSlideProperties.MPP_Y);
		final OptionalInt background = description.background();
		if (background.isPresent())
			properties.put(OpenSlideProperties.BACKGROUND_COLOR, String.format("%06X", background.getAsInt()));
		// OpenSlide states no tile sizes at all if the tiles of any level overlap
		final boolean uniform = levels.stream().allMatch(level -> level.layout().isDisjoint());
		for (int i = 0; i < levels.size(); i++) {
			final Level level = levels.get(i);
			properties.putLevel(i, level.width(), level.height(), level.scale(), uniform ? level.tileWidth() : 0,
				uniform ? level.tileHeight() : 0);
		}
		return properties;
	}

	private static Optional<PixelSize> pixelSize(final Ifd first) throws IOException {
		final double x = first.doubleValue(X_RESOLUTION);
		final double y = first.doubleValue(Y_RESOLUTION);
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	private static OptionalDouble objectivePower(final OpenSlideProperties properties) {
		final OptionalDouble power =
			OpenSlideProperties.parseDouble(properties.get(OpenSlideProperties.OBJECTIVE_POWER));
		return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
	}

	/** The JPEG with the slide's name and another ending, if there is one in its folder. */
	private static Optional<StoredFile> macro(final StoredFile slide) throws IOException {
		final String name = slide.fileName();
		final int dot = name.lastIndexOf('.');
		return sibling(slide, (dot < 0 ? name : name.substring(0, dot)) + MACRO_ENDING);
	}

	/**
	 * A link to elsewhere counts as missing: the slide does not need its macro, and the name is not stated in the file.
	 */
	private static Optional<StoredFile> sibling(final StoredFile slide, final String name) throws IOException {
		try {
			return SiblingFiles.of(slide).find(name);
		}
		catch (final SlideFormatException e) {
			return Optional.empty();
		}
	}
}
