package org.coverslip.export.walk;

import org.coverslip.geom.Region;

/**
 * The tiles of a level, each widened by what it shares with its neighbours; those at the right and lower edge end with
 * the level.
 *
 * @param size
 *            of the level, and its tiles without the overlap
 * @param overlap
 *            pixels on each side that has a neighbour, 0 to the tile's side
 */
public record WideTiles(LevelSize size, int overlap) {

	public long columns() {
		return (size.width() - 1) / size.tileWidth() + 1;
	}

	public long rows() {
		return (size.height() - 1) / size.tileHeight() + 1;
	}

	public long tileCount() {
		return Math.multiplyExact(columns(), rows());
	}

	/** The area of a tile without its overlap, which belongs to no other tile, in the level's pixels. */
	public Region core(final long col, final long row) {
		return around(col, row, 0);
	}

	/** The area of a tile, in the level's pixels. */
	public Region tile(final long col, final long row) {
		return around(col, row, overlap);
	}

	private Region around(final long col, final long row, final int margin) {
		final long x = col * size.tileWidth();
		final long y = row * size.tileHeight();
		return Region.between(x - margin, y - margin, x + size.tileWidth() + margin, y + size.tileHeight() + margin)
			.intersect(Region.ofSize(size.width(), size.height()));
	}
}
