package org.coverslip.codec.jpeg;

import java.util.Arrays;

import org.coverslip.codec.CodecException;

/**
 * A Huffman table of a JPEG stream (ITU-T T.81, annex C), made for finding the end of symbols: what a symbol's code and
 * the bits that belong to it take together is looked up in one step. Immutable.
 */
final class JpegScanCodes {

	/** How far an AC symbol moves on that ends its block. */
	static final int END_OF_BLOCK = 190;
	/** How far bits move on that are no code: to a place that no sound symbol reaches. */
	static final int NO_CODE = 65;
	/** Bits that are looked up first. */
	static final int SHORT_BITS = 11;

	/** For the next 16 bits: {@code advance << 8 | bits of code and value}. */
	private final char[] all = new char[1 << 16];
	/** The same for the next {@value #SHORT_BITS} bits, 0 where the code is longer. */
	private final char[] byShort = new char[1 << SHORT_BITS];

	private JpegScanCodes() {}

	/**
	 * Reads a table of DC differences: an advance is the category, that is the number of bits of the difference.
	 *
	 * @param table
	 *            starts with 16 counts of codes by length, then come the symbols
	 */
	static JpegScanCodes ofDc(final byte[] table, final int at) throws CodecException {
		final JpegScanCodes codes = new JpegScanCodes();
		codes.fill(table, at, true);
		return codes;
	}

	/**
	 * Reads a table of AC coefficients: an advance is the number of coefficients, {@link #END_OF_BLOCK} or
	 * {@link #NO_CODE}.
	 */
	static JpegScanCodes ofAc(final byte[] table, final int at) throws CodecException {
		final JpegScanCodes codes = new JpegScanCodes();
		codes.fill(table, at, false);
		return codes;
	}

	private void fill(final byte[] table, final int at, final boolean dc) throws CodecException {
		Arrays.fill(all, (char) (NO_CODE << 8));
		int code = 0;
		int symbol = at + 16;
		for (int length = 1; length <= 16; length++) {
			for (int i = table[at + length - 1] & 0xff; i > 0; i--, code++, symbol++) {
				final int from = code << 16 - length;
				final int to = code + 1 << 16 - length;
				if (to > all.length) throw new CodecException("a JPEG Huffman table has more codes than there can be");
				final char entry = dc ? dcEntry(table[symbol] & 0xff, length) : acEntry(table[symbol] & 0xff, length);
				Arrays.fill(all, from, to, entry);
				if (length <= SHORT_BITS)
					Arrays.fill(byShort, from >> 16 - SHORT_BITS, to >> 16 - SHORT_BITS, entry);
			}
			code <<= 1;
		}
	}

	private static char dcEntry(final int category, final int length) throws CodecException {
		if (category > 15)
			throw new CodecException("a JPEG Huffman table has a DC difference of " + category + " bits");
		return (char) (category << 8 | length + category);
	}

	private static char acEntry(final int symbol, final int length) {
		final int size = symbol & 0xf;
		final int run = symbol >> 4;
		final int advance = size == 0 && run != 15 ? END_OF_BLOCK : run + 1;
		return (char) (advance << 8 | length + size);
	}

	/**
	 * The entry for the symbol that begins at the highest bit of a word: its advance times 256, plus the bits it takes.
	 */
	int entry(final long word) {
		final int entry = byShort[(int) (word >>> 64 - SHORT_BITS)];
		return entry != 0 ? entry : all[(int) (word >>> 48)];
	}
}
