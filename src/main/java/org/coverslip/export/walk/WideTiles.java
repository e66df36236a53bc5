package org.coverslip.export.walk;

import org.coverslip.geom.Region;

/**
 * The tiles of a level, each widened by what it has in common with its neighbours; those at the right and lower edge
 * are as small as the level makes them.
 *
 * @param size
 *            of the level, and its tiles without the overlap
 * @param overlap
 *            pixels on each side where there is a neighbour, 0 to the tile's side
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

	/** The pixels of a tile that belong to no other: the tile without its overlap, in the level's pixels. */
	public Region core(final long col, final long row) {
		return around(col, row, 0);
	}

	/** The pixels of a tile, in those of its level. */
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
