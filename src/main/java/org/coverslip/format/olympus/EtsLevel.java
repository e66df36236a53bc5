package org.coverslip.format.olympus;

import java.util.Arrays;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The tiles of all planes in one level of an ETS file. Immutable.
 */
final class EtsLevel {

	private final int firstColumn;
	private final int firstRow;
	private final long columns;
	private final long rows;
	/** Numbers of tiles in ascending order, each once. */
	private final long[] keys;
	private final long[] positions;
	/** As unsigned numbers. */
	private final int[] lengths;

	private EtsLevel(final Builder b, final long[] keys, final long[] positions, final int[] lengths) {
		firstColumn = b.firstColumn;
		firstRow = b.firstRow;
		columns = b.columns();
		rows = b.rows();
		this.keys = keys;
		this.positions = positions;
		this.lengths = lengths;
	}

	/** The first column that has a tile; may be negative. */
	int firstColumn() {
		return firstColumn;
	}

	/** The first row that has a tile; may be negative. */
	int firstRow() {
		return firstRow;
	}

	/** The number of columns from the first to the last that has a tile. */
	long columns() {
		return columns;
	}

	/** The number of rows from the first to the last that has a tile. */
	long rows() {
		return rows;
	}

	/** How many tiles there are in all planes. */
	int count() {
		return keys.length;
	}

	/**
	 * Finds a tile, for {@link #position} and {@link #length}.
	 *
	 * @param tile
	 *            row · columns + column, counted from the first column and row
	 * @return the tile's index, or -1 if there is no such tile
	 */
	int find(final long plane, final long tile) {
		final int found = Arrays.binarySearch(keys, plane * columns * rows + tile);
		return found < 0 || lengths[found] == 0 ? -1 : found;
	}

	/** Where a tile's bytes begin in the file; not checked. */
	long position(final int found) {
		return positions[found];
	}

	/** The length of a tile in bytes; not checked. */
	long length(final int found) {
		return lengths[found] & 0xffffffffL;
	}

	/** Collects tiles: first their columns and rows, then the tiles themselves. Not thread-safe. */
	static final class Builder {

		private int firstColumn = Integer.MAX_VALUE;
		private int lastColumn = Integer.MIN_VALUE;
		private int firstRow = Integer.MAX_VALUE;
		private int lastRow = Integer.MIN_VALUE;
		private int count;
		/** Key · count + number of the tile, so that sorting keeps the tiles apart and in order. */
		private long[] sorted;
		private long[] positions;
		private int[] lengths;
		private int added;

		/** Notes the place of a tile that will be added. */
		void extend(final int column, final int row) {
			firstColumn = Math.min(firstColumn, column);
			lastColumn = Math.max(lastColumn, column);
			firstRow = Math.min(firstRow, row);
			lastRow = Math.max(lastRow, row);
			count++;
		}

		private long columns() {
			return (long) lastColumn - firstColumn + 1;
		}

		private long rows() {
			return (long) lastRow - firstRow + 1;
		}

		/** Makes room for all tiles. */
		void allocate(final long planes, final StoredFile file, final long table) throws SlideFormatException {
			if (Math.max(columns(), rows()) > Integer.MAX_VALUE
				|| (double) columns() * rows() * planes * count > Long.MAX_VALUE / 2)
				throw new SlideFormatException(file, table, "tiles near each other",
					"columns " + firstColumn + " to " + lastColumn + " and rows " + firstRow + " to " + lastRow);
			sorted = new long[count];
			positions = new long[count];
			lengths = new int[count];
		}

		/** Adds one of the tiles. */
		void add(final long plane, final int column, final int row, final long position, final int length) {
			final long key = (plane * rows() + row - firstRow) * columns() + column - firstColumn;
			sorted[added] = key * count + added;
			positions[added] = position;
			lengths[added++] = length;
		}

		/** The level; of several tiles in one place it has the first, like Bio-Formats. */
		EtsLevel build() {
			Arrays.sort(sorted);
			final long[] keys = new long[count];
			final long[] inOrder = new long[count];
			final int[] lengthsInOrder = new int[count];
			int n = 0;
			for (int i = 0; i < count; i++) {
				final long key = sorted[i] / count;
				final int tile = (int) (sorted[i] % count);
				if (n > 0 && keys[n - 1] == key) continue;
				keys[n] = key;
				inOrder[n] = positions[tile];
				lengthsInOrder[n++] = lengths[tile];
			}
			return new EtsLevel(this, Arrays.copyOf(keys, n), Arrays.copyOf(inOrder, n),
				Arrays.copyOf(lengthsInOrder, n));
		}
	}
}
