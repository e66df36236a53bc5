package org.coverslip.export.walk;

import java.util.Optional;

/**
 * Along a Z-shaped curve: the four tiles that make one tile of the next coarser grid follow each other immediately, and
 * so on for all coarser grids.
 */
public final class ZOrder implements TileOrder {

	private final long columns;
	private final long rows;
	private final long end;
	private long next;

	/** Both must be below 2^30. */
	public ZOrder(final long columns, final long rows) {
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
			// this is the top left corner of a square of 4^n tiles, all of which also lie outside
			next += 1L << (Long.numberOfTrailingZeros(next) & ~1);
		}
		return Optional.empty();
	}

	/** The bits 0, 2, 4, ... of a number, moved together: pairs, then fours, and so on. */
	private static long evenBits(final long number) {
		long bits = number & 0x5555555555555555L;
		bits = (bits | bits >>> 1) & 0x3333333333333333L;
		bits = (bits | bits >>> 2) & 0x0f0f0f0f0f0f0f0fL;
		bits = (bits | bits >>> 4) & 0x00ff00ff00ff00ffL;
		bits = (bits | bits >>> 8) & 0x0000ffff0000ffffL;
		return (bits | bits >>> 16) & 0xffffffffL;
	}
}
