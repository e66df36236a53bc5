package org.coverslip.codec.jpegxr;

/**
 * The order in which the coefficients of a block are coded; those that are often not 0 move forward (T.832). Position 0
 * is DC. Not thread-safe.
 */
final class AdaptiveScan {

	private static final int[] USUAL = { 0, 1, 4, 5, 2, 8, 6, 9, 3, 12, 10, 7, 13, 11, 14, 15 };
	private static final int[] FROM_TOP = { 0, 4, 8, 5, 1, 12, 9, 6, 2, 13, 3, 15, 7, 10, 14, 11 };

	/** A count that is never overtaken. */
	private static final int MOST = 32767;

	private final int[] first;
	private final int[] order = new int[16];
	private final int[] totals = new int[16];

	private AdaptiveScan(final int[] first) {
		this.first = first;
		reset();
	}

	/** For low-pass coefficients, and for most blocks. */
	static AdaptiveScan usual() {
		return new AdaptiveScan(USUAL);
	}

	/** For blocks that are predicted from above. */
	static AdaptiveScan fromTop() {
		return new AdaptiveScan(FROM_TOP);
	}

	/** Back to the beginning of a tile. */
	void reset() {
		System.arraycopy(first, 0, order, 0, order.length);
		resetTotals();
	}

	/** Forgets how often each position was met, but keeps the order. */
	void resetTotals() {
		totals[0] = MOST;
		for (int i = 1; i < totals.length; i++)
			totals[i] = 34 - 2 * i;
	}

	/**
	 * The coefficient at a position, as row + 4 · column of its frequency; counts it as not 0.
	 *
	 * @param position
	 *            1 to 15
	 */
	int next(final int position) {
		final int coefficient = order[position];
		final int total = totals[position] + 1;
		final int before = totals[position - 1];
		if (total > before) {
			totals[position] = before;
			totals[position - 1] = total;
			order[position] = order[position - 1];
			order[position - 1] = coefficient;
		}
		else totals[position] = total;
		return coefficient;
	}
}
