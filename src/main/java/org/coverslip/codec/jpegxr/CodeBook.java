package org.coverslip.codec.jpegxr;

import java.util.Arrays;

/**
 * The variable-length codes of JPEG XR, and the weights by which the adaptive ones change.
 * <p>
 * An adaptive book has several tables for the same symbols; {@link AdaptiveCode} moves between neighbouring ones. Each
 * symbol has one weight for moving to the table before the current one, and one for moving to the table after it.
 * <p>
 * Source: T.832 (code tables and weights). Codes are written as the standard prints them, in the order of symbols.
 */
enum CodeBook {

	/** Which blocks of a chrominance group are present, and other values of 4 symbols. */
	FOUR(new String[] { "1 01 000 001" }),

	/** How many of the four groups of blocks have coefficients; and which blocks of a group, without chrominance. */
	FIVE(new String[] { "1 01 001 0000 0001", "1 000 001 010 011" }, new int[][] { { 0, -1, 0, 1, 1 } }),

	/** The coefficients after the first of a block. */
	SIX(new String[] { "1 00000 001 00001 01 0001", "01 0000 10 0001 11 001", "0000 0001 01 10 11 001",
		"00000 00001 01 1 0001 001" },
		new int[][] { { -1, 1, 1, 1, 0, 1 }, { -2, 0, 0, 2, 0, 0 }, { -1, -1, 0, 1, -2, 0 } }),

	/** Size classes of coefficients. */
	SEVEN(new String[] { "01 10 11 001 0001 00000 00001", "1 01 001 0001 00001 000000 000001" },
		new int[][] { { 1, 0, -1, -1, -1, -1, -1 } }),

	/** Which of three DC coefficients are large. */
	EIGHT(new String[] { "10 001 00001 0001 11 010 00000 011" }),

	/** Which blocks of a group have coefficients, with chrominance. */
	NINE(new String[] { "010 00000 0010 00001 00010 1 011 00011 0011",
		"1 001 010 0001 000001 011 00001 0000000 0000001" },
		new int[][] { { 2, 2, 1, 1, -1, -2, -2, -2, -3 } }),

	/** The first coefficient of a block. */
	TWELVE(new String[] { "00001 000001 0000000 0000001 00100 010 00101 1 00110 0001 00111 011",
		"0010 00010 000000 000001 0011 010 00011 11 011 100 00001 101",
		"11 001 0000000 0000001 00001 010 0000010 011 100 101 0000011 0001",
		"001 11 0000000 00001 00010 010 0000001 011 00011 100 000001 101",
		"010 1 0000001 0001 0000010 011 00000000 0010 0000011 0011 00000001 00001" },
		new int[][] { { 1, 1, 1, 1, 1, 0, 0, -1, 2, 1, 0, 0 }, { 2, 2, -1, -1, -1, 0, -2, -1, 0, 0, -2, -1 },
			{ -1, 1, 0, 2, 0, 0, 0, 0, -2, 0, 1, 1 }, { 0, 1, 0, 1, -2, 0, -1, -1, -2, -1, -2, -2 } });

	/** Bits of the longest code. */
	static final int LONGEST = 8;

	/** Entries hold a code's length in the lowest bits, then the symbol, then both weights as one number. */
	private static final int LENGTH_BITS = 4;
	private static final int WEIGHTS_SHIFT = 8;
	private static final int WEIGHT_BITS = 20;

	private final int[][] tables;
	private final boolean hasMany;

	CodeBook(final String[] tables, final int[]... weights) {
		this.hasMany = weights.length > 1;
		this.tables = new int[tables.length][];
		for (int t = 0; t < tables.length; t++) {
			final int[] down = weights.length == 0 ? new int[16]
				: weights[Math.max(0, Math.min(t - 1, weights.length - 1))];
			final int[] up = weights.length == 0 ? new int[16] : weights[Math.min(t, weights.length - 1)];
			this.tables[t] = lookup(tables[t].split(" "), down, up);
		}
	}

	/** An entry for each value of the next {@link #LONGEST} bits. */
	private static int[] lookup(final String[] codes, final int[] down, final int[] up) {
		final int[] lookup = new int[1 << LONGEST];
		for (int symbol = 0; symbol < codes.length; symbol++) {
			final int length = codes[symbol].length();
			final int free = LONGEST - length;
			final int first = Integer.parseInt(codes[symbol], 2) << free;
			final int weights = (down[symbol] << WEIGHT_BITS) + up[symbol];
			Arrays.fill(lookup, first, first + (1 << free), weights << WEIGHTS_SHIFT | symbol << LENGTH_BITS | length);
		}
		return lookup;
	}

	/** The length of an entry's code. */
	static int length(final int entry) {
		return entry & (1 << LENGTH_BITS) - 1;
	}

	/** The symbol of an entry. */
	static int symbol(final int entry) {
		return entry >> LENGTH_BITS & (1 << WEIGHTS_SHIFT - LENGTH_BITS) - 1;
	}

	/** The weights of an entry's symbol for the tables before and after its own, to be added up. */
	static int weights(final int entry) {
		return entry >> WEIGHTS_SHIFT;
	}

	/** The weight for the table after this one, from a sum of {@link #weights}: positive if that table is better. */
	static int up(final long sum) {
		return (int) (sum << 64 - WEIGHT_BITS >> 64 - WEIGHT_BITS);
	}

	/** The weight for the table before this one: negative if that table is better. */
	static int down(final long sum) {
		return (int) (sum - up(sum) >> WEIGHT_BITS);
	}

	/** A sum of {@link #weights} from its two parts. */
	static long sum(final int down, final int up) {
		return ((long) down << WEIGHT_BITS) + up;
	}

	/** The number of tables. */
	int size() {
		return tables.length;
	}

	/** A table to look up the next {@link #LONGEST} bits in; not to be written to. */
	int[] codes(final int table) {
		return tables[table];
	}

	/** The table to begin with: the first of two, or the second of more. */
	int first() {
		return hasMany ? 1 : 0;
	}
}
