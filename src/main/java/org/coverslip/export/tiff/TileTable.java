package org.coverslip.export.tiff;

/**
 * Where the tiles of one level were written. Filled by many threads, each tile once, and read after they have ended.
 */
final class TileTable {

	private final long[] offsets;
	private final long[] byteCounts;

	TileTable(final long tiles) {
		if (tiles > Integer.MAX_VALUE - 8)
			throw new IllegalArgumentException("a level of " + tiles + " tiles is too large to be written");
		offsets = new long[(int) tiles];
		byteCounts = new long[(int) tiles];
	}

	void set(final long tile, final StoredTile stored) {
		offsets[(int) tile] = stored.offset();
		byteCounts[(int) tile] = stored.byteCount();
	}

	/** Positions in the file, row by row; not copied. */
	long[] offsets() {
		return offsets;
	}

	/** Lengths in bytes; not copied. */
	long[] byteCounts() {
		return byteCounts;
	}

	/** A place in the file. */
	record StoredTile(long offset, int byteCount) {

		/** What a sparse TIFF says about an absent tile. */
		static final StoredTile ABSENT = new StoredTile(0, 0);
	}
}
