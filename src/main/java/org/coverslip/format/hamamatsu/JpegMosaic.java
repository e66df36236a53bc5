package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * Large JPEGs side by side, which together are one level: their restart intervals are tiles of one size. The plane is
 * ignored. Immutable.
 * <p>
 * All images but those at the right and lower edges have the same size, a whole number of tiles.
 */
final class JpegMosaic implements ReducedLevels.Stored {

	private final int columns;
	private final List<StoredJpeg> parts;
	private final long width;
	private final long height;
	private final UniformTileGrid grid;

	private JpegMosaic(final int columns, final List<StoredJpeg> parts) {
		this.columns = columns;
		this.parts = parts;
		final StoredJpeg first = parts.get(0);
		final StoredJpeg last = parts.get(parts.size() - 1);
		final int rows = parts.size() / columns;
		width = first.width() * (columns - 1) + last.width();
		height = first.height() * (rows - 1) + last.height();
		grid = new UniformTileGrid(0, 0, first.grid().tileWidth(), first.grid().tileHeight(),
			first.grid().columns() * (columns - 1) + last.grid().columns(),
			first.grid().rows() * (rows - 1) + last.grid().rows());
	}

	/**
	 * Puts images together.
	 *
	 * @param columns
	 *            of images
	 * @param parts
	 *            row by row
	 * @throws SlideFormatException
	 *             if they do not fit together
	 */
	static JpegMosaic of(final int columns, final List<StoredJpeg> parts) throws SlideFormatException {
		final JpegMosaic mosaic = new JpegMosaic(columns, List.copyOf(parts));
		final int rows = parts.size() / columns;
		final StoredJpeg first = parts.get(0);
		final StoredJpeg last = parts.get(parts.size() - 1);
		for (int i = 0; i < parts.size(); i++) {
			final long width = i % columns < columns - 1 ? first.width() : last.width();
			final long height = i / columns < rows - 1 ? first.height() : last.height();
			check(parts.get(i), width, height, first);
		}
		if (columns > 1 && first.width() % mosaic.grid.tileWidth() != 0
			|| rows > 1 && first.height() % mosaic.grid.tileHeight() != 0)
			throw new SlideFormatException(parts.get(0).file(), SlideFormatException.NO_OFFSET,
				"a size in whole restart intervals of an image with neighbours",
				shape(first, first.width(), first.height()));
		return mosaic;
	}

	private static void check(final StoredJpeg part, final long width, final long height, final StoredJpeg like)
		throws SlideFormatException
	{
		final String expected = shape(like, width, height);
		final String found = shape(part, part.width(), part.height());
		if (!found.equals(expected))
			throw new SlideFormatException(part.file(), SlideFormatException.NO_OFFSET, expected, found);
	}

	private static String shape(final StoredJpeg jpeg, final long width, final long height) {
		return "an image of " + width + " x " + height + " pixels of " + jpeg.samples()
			+ " components in restart intervals of " + jpeg.grid().tileWidth() + " x " + jpeg.grid().tileHeight();
	}

	/** Whether this can be another focal plane of the same scene. */
	boolean isLike(final JpegMosaic other) {
		return width == other.width && height == other.height && grid.equals(other.grid)
			&& samples() == other.samples();
	}

	/** For messages. */
	@Override
	public String toString() {
		return shape(parts.get(0), width, height);
	}

	int samples() {
		return parts.get(0).samples();
	}

	@Override
	public long width() {
		return width;
	}

	@Override
	public long height() {
		return height;
	}

	@Override
	public UniformTileGrid grid() {
		return grid;
	}

	@Override
	public TileSource reduced(final int denominator) {
		final List<TileSource> tiles = parts.stream().map(part -> part.tiles(denominator)).toList();
		return (tile, plane) -> read(tiles, tile, plane);
	}

	private Optional<PixelBlock> read(final List<TileSource> tiles, final long tile, final Plane plane)
		throws IOException {
		final UniformTileGrid part = parts.get(0).grid();
		final long col = tile % grid.columns();
		final long row = tile / grid.columns();
		final int partCol = (int) Math.min(columns - 1, col / part.columns());
		final int partRow = (int) Math.min(parts.size() / columns - 1, row / part.rows());
		final int index = partRow * columns + partCol;
		final long piece =
			parts.get(index).grid().index(col - partCol * part.columns(), row - partRow * part.rows());
		return tiles.get(index).read(piece, plane);
	}
}
