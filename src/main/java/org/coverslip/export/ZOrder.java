package org.coverslip.export;

import java.util.Optional;

/**
 * Along a Z-shaped curve: the four tiles that make one tile of the next coarser grid follow each other immediately, and so on for
 * all coarser grids.
 */
final class ZOrder implements TileOrder {

	private final long columns;
	private final long rows;
	private final long end;
	private long next;

	/** Both below 2^30. */
	ZOrder(final long columns, final long rows) {
		if (columns >= 1L << 30 || rows >= 1L << 30)
			throw new IllegalArgumentException("a grid of " + columns + " x " + rows + " tiles is too large");
		this.columns = columns;
		this.rows = rows;
		long side = 1;
		while (side < columns || side < rows)
			side *= 2;
		end = side * side;
	}

	@Override
	public synchronized Optional<Cell> next() {
		while (next < end) {
			final long col = evenBits(next);
			final long row = evenBits(next >>> 1);
			if (col < columns && row < rows) {
				next++;
				return Optional.of(new Cell(col, row));
			}
			// this is the top left corner of a square of 4^n tiles, all of which lie outside with it
			next += 1L << (Long.numberOfTrailingZeros(next) & ~1);
		}
		return Optional.empty();
	}

	/** The bits 0, 2, 4, ... of a number, moved together. */
	private static long evenBits(final long number) {
		long bits = 0;
		for (int i = 0; i < 31; i++)
			bits |= number >>> i & 1L << i;
		return bits;
	}
}
