package org.coverslip.geom;

/**
 * A picture cut into tiles of one size, in columns and rows from its top left corner, where neighbours may share
 * pixels.
 * <p>
 * Columns are counted until the picture's right edge is reached: a picture of 1000 columns in tiles of 300 that share
 * 100 has tiles from columns 0, 200, 400, 600 and 800; the last reaches over the edge.
 *
 * @param width
 *            columns of the picture, &gt; 0
 * @param height
 *            rows of the picture, &gt; 0
 * @param tileWidth
 *            columns of a tile, &gt; 0
 * @param tileHeight
 *            rows of a tile, &gt; 0
 * @param overlap
 *            columns, and rows, that neighbours share; 0 or more, and less than a tile has
 */
public record CutGrid(long width, long height, int tileWidth, int tileHeight, int overlap) {

	public CutGrid {
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels");
		if (tileWidth <= 0 || tileHeight <= 0)
			throw new IllegalArgumentException("tiles of " + tileWidth + " x " + tileHeight
				+ " pixels; each side must be 1 at least");
		if (overlap < 0 || overlap >= Math.min(tileWidth, tileHeight))
			throw new IllegalArgumentException("an overlap of " + overlap
				+ " pixels; it must be 0 or more, and less than a tile of "
				+ tileWidth + " x " + tileHeight + " has");
	}

	public long columns() {
		return count(width, tileWidth);
	}

	public long rows() {
		return count(height, tileHeight);
	}

	private long count(final long length, final int tile) {
		return length <= tile ? 1 : 1 - Math.floorDiv(tile - length, (long) tile - overlap);
	}

	/** The place of a tile in the picture at its full size; may reach over the right and lower edge. */
	public Region tile(final long col, final long row) {
		return new Region(col * (tileWidth - overlap), row * (tileHeight - overlap), tileWidth, tileHeight);
	}

	/** The part of a tile that lies in the picture. */
	public Region visible(final long col, final long row) {
		return tile(col, row).intersect(Region.ofSize(width, height));
	}
}
