package org.coverslip.codec.jpegxr;

/** An adaptive variable-length code in its current state (T.832). Not thread-safe. */
final class AdaptiveCode {

	/** A sum of weights beyond this changes the table. */
	private static final int THRESHOLD = 8;

	/** Sums are kept within this. */
	private static final int LIMIT = 64;

	private final CodeBook book;
	private int table;
	private int[] codes;

	/** The sum of {@link CodeBook#weights}. */
	private long weights;

	AdaptiveCode(final CodeBook book) {
		this.book = book;
		reset();
	}

	/** Back to the beginning of a tile. */
	void reset() {
		change(book.first());
	}

	private void change(final int newTable) {
		table = newTable;
		codes = book.codes(newTable);
		weights = 0;
	}

	/**
	 * Looks up the next code and counts its symbol.
	 *
	 * @param window
	 *            the next bits, from bit 63 on
	 * @return an entry of the {@link CodeBook}
	 */
	int take(final long window) {
		final int entry = codes[(int) (window >>> 64 - CodeBook.LONGEST)];
		weights += CodeBook.weights(entry);
		return entry;
	}

	/** Reads a symbol and counts it. */
	int read(final BitReader bits) {
		final int entry = take(bits.window());
		bits.skip(CodeBook.length(entry));
		return CodeBook.symbol(entry);
	}

	/** Chooses the table for the following symbols; called from time to time. */
	void adapt() {
		final int down = CodeBook.down(weights);
		final int up = CodeBook.up(weights);
		if (table > 0 && down < -THRESHOLD) change(table - 1);
		else if (table < book.size() - 1 && up > THRESHOLD) change(table + 1);
		else weights = CodeBook.sum(limit(down), limit(up));
	}

	private static int limit(final int sum) {
		return Math.max(-LIMIT, Math.min(LIMIT, sum));
	}
}
