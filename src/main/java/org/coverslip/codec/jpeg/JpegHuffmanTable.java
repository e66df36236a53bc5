package org.coverslip.codec.jpeg;

import org.coverslip.codec.CodecException;

/** A Huffman table of a JPEG stream (ITU-T T.81, annex C), to decode symbols with. Immutable. */
final class JpegHuffmanTable {

	/** Codes up to this length are looked up in one step. */
	private static final int SHORT_BITS = 9;

	/** For the next {@value #SHORT_BITS} bits: {@code length << 8 | symbol}, or 0 where the code is longer. */
	private final short[] byShort = new short[1 << SHORT_BITS];
	/** For each length the code behind the last one of it, moved up to 16 bits. */
	private final int[] end = new int[17];
	/** For each length the index of the first symbol, less the first code. */
	private final int[] offset = new int[17];
	private final byte[] symbols;

	/**
	 * @param at
	 *            where 16 counts of codes by length begin; the symbols follow
	 */
	private JpegHuffmanTable(final byte[] stream, final int at) throws CodecException {
		int count = 0;
		for (int i = 0; i < 16; i++)
			count += stream[at + i] & 0xff;
		symbols = new byte[count];
		System.arraycopy(stream, at + 16, symbols, 0, count);
		int code = 0;
		int index = 0;
		for (int length = 1; length <= 16; length++, code <<= 1) {
			offset[length] = index - code;
			final int n = stream[at + length - 1] & 0xff;
			if (code + n > 1 << length)
				throw new CodecException("a JPEG Huffman table has more codes than there can be");
			if (length <= SHORT_BITS) for (int i = 0; i < n; i++) {
				final int shift = SHORT_BITS - length;
				for (int j = code + i << shift; j < code + i + 1 << shift; j++)
					byShort[j] = (short) (length << 8 | symbols[index + i] & 0xff);
			}
			code += n;
			index += n;
			end[length] = code << 16 - length;
		}
	}

	/**
	 * Reads the tables of a segment, which {@link JpegTables} has found whole.
	 *
	 * @param dc
	 *            4 tables of DC differences, to be changed
	 * @param ac
	 *            4 tables of AC coefficients, likewise
	 */
	static void read(final byte[] stream, final JpegSegments.Segment segment, final JpegHuffmanTable[] dc,
		final JpegHuffmanTable[] ac) throws CodecException
	{
		int at = segment.content();
		while (at + 17 <= segment.end()) {
			final int kind = stream[at] & 0xff;
			if ((kind & 0xef) > 3) throw new CodecException("a JPEG Huffman table has the number " + (kind & 0xf));
			final JpegHuffmanTable table = new JpegHuffmanTable(stream, at + 1);
			(kind < 4 ? dc : ac)[kind & 3] = table;
			at += 17 + table.symbols.length;
		}
	}

	/** Takes the next symbol, 0 to 255. */
	int symbol(final JpegEntropyBits bits) throws CodecException {
		final int next = bits.peek16();
		final int entry = byShort[next >>> 16 - SHORT_BITS];
		if (entry != 0) {
			bits.skip(entry >> 8);
			return entry & 0xff;
		}
		for (int length = SHORT_BITS + 1; length <= 16; length++)
			if (next < end[length]) {
				bits.skip(length);
				return symbols[offset[length] + (next >>> 16 - length)] & 0xff;
			}
		throw new CodecException("the JPEG stream is damaged: its image data hold no sound code");
	}
}
