package org.coverslip.format.ventana;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.RealExtent;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileParts;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Level;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * The levels of a Ventana slide, finest first.
 *
 * @param images
 *            their directories
 * @param scales
 *            level 0's magnification divided by theirs
 * @param layers
 *            focal planes of level 0
 */
record VentanaLevels(List<TiffImage> images, List<LevelScale> scales, int layers) {

	/** Coarser levels do not exist, and smaller parts of tiles would be less than a pixel. */
	private static final double COARSEST = 1 << 16;
	/** The most focal planes; more than any scanner offers. */
	private static final int MOST_LAYERS = 1 << 12;
	/** How many bytes of stored tiles are kept for cutting parts out of them. */
	private static final long KEPT_BYTES = MemoryBudget.ofProcess().atMost(64L << 20, 16);

	private record Found(TiffImage image, LevelScale scale) {}

	/**
	 * Looks for the directories of levels, which must be numbered from 0, with falling magnifications and tiles of one
	 * size.
	 */
	static VentanaLevels of(final TiffFile tiff) throws IOException {
		final List<Found> found = new ArrayList<>();
		double magnification0 = 0;
		double last = Double.POSITIVE_INFINITY;
		for (final Ifd ifd : tiff.ifds()) {
			final String description = ifd.text(IMAGE_DESCRIPTION);
			if (description == null || !LevelText.isOne(description)) continue;
			final LevelText level = LevelText.parse(description, tiff.file(), ifd.offset());
			if (level.level() != found.size())
				throw unexpected(tiff, ifd, "level " + found.size(), "level " + level.level());
			if (found.isEmpty()) magnification0 = level.magnification();
			if (!(level.magnification() < last) || magnification0 / level.magnification() > COARSEST)
				throw unexpected(tiff, ifd,
					"a level of a lower magnification than the one before, and not below 1/65536",
					level.magnification() + "");
			last = level.magnification();
			if (!ifd.isTiled()) throw unexpected(tiff, ifd, "a level in tiles", "strips");
			found.add(new Found(TiffImage.parse(tiff, ifd), new LevelScale(magnification0 / level.magnification())));
		}
		if (found.isEmpty())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"a directory that is described as a level",
				"none");
		found.sort(Comparator.comparing((final Found f) -> f.image.width()).reversed());
		checkAlike(tiff, found);
		return new VentanaLevels(found.stream().map(Found::image).toList(), found.stream().map(Found::scale).toList(),
			layers(tiff, found.get(0).image));
	}

	private static void checkAlike(final TiffFile tiff, final List<Found> found) throws IOException {
		final TiffImage finest = found.get(0).image;
		for (int i = 1; i < found.size(); i++) {
			final TiffImage image = found.get(i).image;
			if (image.tileWidth() != finest.tileWidth() || image.tileHeight() != finest.tileHeight())
				throw unexpected(tiff, image.ifd(), "tiles of " + finest.tileWidth() + " x " + finest.tileHeight()
					+ " pixels, as level 0 has",
					image.tileWidth() + " x " + image.tileHeight());
			if (!TiffLevels.areAlike(finest, image))
				throw unexpected(tiff, image.ifd(), "a level with samples like those of level 0", "other samples");
			if (found.get(i).scale.downsample() < found.get(i - 1).scale.downsample())
				throw unexpected(tiff, image.ifd(), "a level that is smaller than the one before",
					image.width() + " pixels in a row of " + finest.width());
		}
	}

	private static int layers(final TiffFile tiff, final TiffImage image) throws IOException {
		final int layers = image.ifd().intValue(IMAGE_DEPTH, 1);
		if (layers < 1 || layers > MOST_LAYERS)
			throw unexpected(tiff, image.ifd(), "1 to " + MOST_LAYERS + " focal planes", layers + "");
		return layers;
	}

	private static SlideFormatException unexpected(final TiffFile tiff, final Ifd ifd, final String expected,
		final String found) {
		return new SlideFormatException(tiff.file(), ifd.offset(), expected, found);
	}

	/** The levels of a TIFF without areas of interest, as stored. */
	List<Level> plain(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < images.size(); i++)
			levels.add(TiffLevels.of(tiff, images.get(i), scales.get(i), lifetime));
		return levels;
	}

	/**
	 * The levels of a BIF: the tiles of level 0 at their places, and in coarser levels the parts of tiles that show the
	 * same.
	 * <p>
	 * Source: OpenSlide 3.4.1. Coarser levels are stored as if level 0's tiles did not overlap, so the part that
	 * corresponds to each tile of level 0 has to be moved to its own place.
	 */
	List<Level> placed(final TiffFile tiff, final BifMosaic mosaic, final SlideLifetime lifetime) throws IOException {
		final PlacedCells cells = PlacedCells.of(mosaic, images.get(0).grid());
		final TileCache whole = TileCache.beside(lifetime, KEPT_BYTES);
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < images.size(); i++)
			levels.add(placed(tiff, images.get(i), scales.get(i), mosaic, cells, whole, lifetime));
		return levels;
	}

	private Level placed(final TiffFile tiff, final TiffImage image, final LevelScale scale, final BifMosaic mosaic,
		final PlacedCells cells, final TileCache whole, final SlideLifetime lifetime) throws IOException
	{
		final double downsample = scale.downsample();
		final TileParts parts = new TileParts(image.tileWidth(), image.tileHeight(), (int) downsample);
		final PlacedTiles.Builder layout = PlacedTiles.builder();
		final RealExtent extent = new RealExtent();
		final double advanceX = mosaic.advanceX() / downsample;
		final double advanceY = mosaic.advanceY() / downsample;
		for (int i = 0; i < cells.count(); i++) {
			final BifArea area = mosaic.areas().get(cells.area(i));
			final double x = cells.column(i) * advanceX + (area.x() - area.startCol() * mosaic.advanceX()) / downsample;
			final double y = cells.row(i) * advanceY + (area.y() - area.startRow() * mosaic.advanceY()) / downsample;
			if (cells.column(i) / parts.perSide() >= image.grid()
				.columns() || cells.row(i) / parts.perSide() >= image.grid().rows())
				throw unexpected(tiff, image.ifd(), "a level as large as the scanned areas",
					image.width() + " x " + image.height() + " pixels");
			layout.add(x, y, parts.width(), parts.height());
			extent.add(x, y, image.tileWidth() / downsample, image.tileHeight() / downsample);
		}
		if (extent.endX() <= 0 || extent.endY() <= 0)
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET, "areas at positions above 0",
				"others");
		final int depth = layers(tiff, image);
		final TiffTileSource stored = TiffTileSource.of(tiff, image.stacked(depth), lifetime);
		final PartTiles tiles =
			new PartTiles(stored, image.grid(), parts, depth, Region.ofSize(image.width(), image.height()), cells,
			whole, lifetime);
		return Level.builder(extent.endX(), extent.endY(), tiles).scale(scale).layout(layout.build())
			.samples(image.type(), image.isRgb() ? 3 : 1).compression(image.compressionName()).build();
	}
}
