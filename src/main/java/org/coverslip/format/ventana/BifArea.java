package org.coverslip.format.ventana;

/**
 * An area of interest that was scanned.
 *
 * @param x
 *            left edge on the slide's canvas in level-0 pixels
 * @param y
 *            upper edge, likewise
 * @param startCol
 *            column of its first tile, in the grid of stored tiles
 * @param startRow
 *            row, likewise
 * @param across
 *            tiles in a row, &gt; 0
 * @param down
 *            rows of tiles, &gt; 0
 */
record BifArea(long x, long y, long startCol, long startRow, long across, long down) {

	long tiles() {
		return across * down;
	}

	BifArea withY(final long newY) {
		return new BifArea(x, newY, startCol, startRow, across, down);
	}

	/**
	 * The column of a tile in this area, from its number in a joint. Tiles are numbered from 1, row by row from bottom
	 * to top, the first row from left to right, the next from right to left, and so on.
	 */
	long column(final long number) {
		final long col = (number - 1) % across;
		return (number - 1) / across % 2 == 0 ? col : across - col - 1;
	}

	/** The row of a tile in this area, counted from the top. */
	long row(final long number) {
		return down - (number - 1) / across - 1;
	}
}
