package org.coverslip.codec.jpegxr;

/** An adaptive variable-length code in its present state (T.832, 8.12.2 and 5.5.5). Not thread-safe. */
final class AdaptiveCode {

	/** A sum of weights beyond this changes the table. */
	private static final int THRESHOLD = 8;

	/** Sums are kept within this. */
	private static final int LIMIT = 64;

	private final CodeBook book;
	private int table;
	private int down;
	private int up;

	private short[] codes;
	private int[] weightsDown;
	private int[] weightsUp;

	AdaptiveCode(final CodeBook book) {
		this.book = book;
		reset();
	}

	/** Back to the beginning of a tile. */
	void reset() {
		table = book.first();
		down = 0;
		up = 0;
		select();
	}

	private void select() {
		codes = book.codes(table);
		weightsDown = book.weightsDown(table);
		weightsUp = book.weightsUp(table);
	}

	/** Looks up the next {@link CodeBook#LONGEST} bits. */
	int entry(final int bits) {
		return codes[bits];
	}

	/** Takes notice of a symbol. */
	void weigh(final int symbol) {
		down += weightsDown[symbol];
		up += weightsUp[symbol];
	}

	/** Reads a symbol and takes notice of it. */
	int read(final BitReader bits) {
		final int symbol = bits.symbol(codes);
		weigh(symbol);
		return symbol;
	}

	/** Chooses the table for what comes next, as is done from time to time. */
	void adapt() {
		if (table > 0 && down < -THRESHOLD) change(table - 1);
		else if (table < book.size() - 1 && up > THRESHOLD) change(table + 1);
		down = Math.max(-LIMIT, Math.min(LIMIT, down));
		up = Math.max(-LIMIT, Math.min(LIMIT, up));
	}

	private void change(final int newTable) {
		table = newTable;
		down = 0;
		up = 0;
		select();
	}
}
