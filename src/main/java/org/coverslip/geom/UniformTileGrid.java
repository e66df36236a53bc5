package org.coverslip.geom;

import java.util.ArrayList;
import java.util.List;

/**
 * Tiles of one size in rows and columns without overlap, numbered row by row.
 * <p>
 * A level of 500 x 300 pixels in tiles of 256 x 256 has 2 x 2 tiles; tile 1 covers columns 256 to 511, of which the
 * level shows those up to 499: the rest is padding, which is stored but never shown.
 *
 * @param originX
 *            level pixel at which column 0 of the grid begins; 0 as a rule, negative where a turned image has its
 *            padding on the left
 * @param originY
 *            likewise for row 0
 * @param tileWidth
 *            pixels, &gt; 0
 * @param tileHeight
 *            pixels, &gt; 0
 * @param columns
 *            number of tiles in a row
 * @param rows
 *            number of rows of tiles
 */
public record UniformTileGrid(long originX, long originY, int tileWidth, int tileHeight, long columns, long rows)
	implements TileLayout
{

	public UniformTileGrid {
		if (tileWidth <= 0 || tileHeight <= 0 || columns < 0 || rows < 0)
			throw new IllegalArgumentException(
				"a grid of " + columns + " x " + rows + " tiles of " + tileWidth + " x " + tileHeight + " pixels");
		Math.multiplyExact(columns, rows);
		Math.multiplyExact(columns, tileWidth);
		Math.multiplyExact(rows, tileHeight);
	}

	/** The grid that covers a level of the given size from its top left corner. */
	public static UniformTileGrid covering(final long width, final long height, final int tileWidth,
		final int tileHeight) {
		return new UniformTileGrid(0, 0, tileWidth, tileHeight, ceilDiv(width, tileWidth), ceilDiv(height, tileHeight));
	}

	private static long ceilDiv(final long a, final long b) {
		return -Math.floorDiv(-a, b);
	}

	@Override
	public Region bounds() {
		return new Region(originX, originY, columns * tileWidth, rows * tileHeight);
	}

	@Override
	public long tileCount() {
		return columns * rows;
	}

	@Override
	public boolean isDisjoint() {
		return true;
	}

	/** Number of the tile in the given column and row. */
	public long index(final long col, final long row) {
		return row * columns + col;
	}

	/** The place of a tile, padding included. */
	public Region tileRegion(final long index) {
		return new Region(originX + index % columns * tileWidth, originY + index / columns * tileHeight, tileWidth,
			tileHeight);
	}

	@Override
	public List<PlacedTile> tilesIn(final Region region) {
		final Region touched = region.intersect(bounds());
		final List<PlacedTile> tiles = new ArrayList<>();
		if (touched.isEmpty()) return tiles;
		final long firstCol = (touched.x() - originX) / tileWidth;
		final long lastCol = (touched.endX() - 1 - originX) / tileWidth;
		final long firstRow = (touched.y() - originY) / tileHeight;
		final long lastRow = (touched.endY() - 1 - originY) / tileHeight;
		for (long row = firstRow; row <= lastRow; row++)
			for (long col = firstCol; col <= lastCol; col++)
				tiles.add(new PlacedTile(index(col, row), tileRegion(index(col, row))));
		return tiles;
	}
}
