package org.coverslip.codec.jpegxr;

import java.util.Arrays;

import org.coverslip.codec.CodecException;

/**
 * How the macroblocks of an image are divided into tiles.
 *
 * @param columns
 *            the first macroblock column of each column of tiles, then the number of macroblock columns; not to be
 *            written to
 * @param rows
 *            likewise for rows
 */
record TileGrid(int[] columns, int[] rows) {

	/**
	 * @param columns
	 *            macroblock columns of the image
	 * @param widths
	 *            of all columns of tiles but the last
	 */
	static TileGrid of(final int columns, final int[] widths, final int rows, final int[] heights)
		throws CodecException {
		return new TileGrid(starts(columns, widths), starts(rows, heights));
	}

	private static int[] starts(final int total, final int[] sizes) throws CodecException {
		final int[] starts = new int[sizes.length + 2];
		for (int i = 0; i < sizes.length; i++) {
			starts[i + 1] = starts[i] + sizes[i];
			if (sizes[i] == 0 || starts[i + 1] >= total)
				throw new CodecException("the tiles of the JPEG XR image are not within its " + total + " macroblocks: "
					+ Arrays.toString(sizes));
		}
		starts[sizes.length + 1] = total;
		return starts;
	}

	/** Columns of tiles. */
	int across() {
		return columns.length - 1;
	}

	/** Rows of tiles. */
	int down() {
		return rows.length - 1;
	}

	/** Macroblocks side by side. */
	int macroblockColumns() {
		return columns[columns.length - 1];
	}

	/** Macroblocks one above the other. */
	int macroblockRows() {
		return rows[rows.length - 1];
	}

	/** The row of tiles that begins with a row of macroblocks, or -1 if none does. */
	int rowBeginningAt(final int macroblockRow) {
		final int found = Arrays.binarySearch(rows, macroblockRow);
		return found >= 0 && found < down() ? found : -1;
	}
}
