package org.coverslip.codec;

/**
 * Decodes the codes of one LZW stream as {@link LzwCodec} describes it, piece by piece. For one thread.
 * <p>
 * A string of the table is never stored: the string of a new code is the previous string and the byte after it, and
 * those lie side by side in what has been decoded already. So a code is a position and a length there.
 */
final class LzwDecoder {

	/** The longest string that a code can stand for, and more than there are codes. */
	static final int LONGEST = LzwCodec.CODES;

	/** Strings longer than this are copied by {@link System#arraycopy}. */
	private static final int LONG_STRING = 24;

	private final boolean lowBitFirst;
	/** By how many codes the width grows early. */
	private final int early;
	private final int[] start = new int[LzwCodec.CODES];
	private final int[] size = new int[LzwCodec.CODES];
	private int next = LzwCodec.FIRST;
	private int bits = LzwCodec.MIN_BITS;
	private int previous = -1;
	private int previousSize;

	private byte[] in;
	private int read;
	private int end;
	private long buffer;
	private int held;
	private boolean ended;
	private int undefined = -1;

	/**
	 * @param in
	 *            the stream's first bytes: all of them, or two at least
	 * @param length
	 *            how many of {@code in}
	 */
	LzwDecoder(final byte[] in, final int length) {
		lowBitFirst = length >= 2 && in[0] == 0 && (in[1] & 1) != 0;
		early = lowBitFirst ? 0 : 1;
		feed(in, length);
	}

	/** Gives the stream's next bytes, once {@link #decode} has come to the end of those before. */
	void feed(final byte[] bytes, final int length) {
		in = bytes;
		read = 0;
		end = length;
	}

	/** Whether the stream's end mark was read. */
	boolean hasEnded() {
		return ended;
	}

	/** Refuses the stream if it uses a code that is not defined, at which decoding stopped. */
	void check() throws CodecException {
		if (undefined >= 0)
			throw new CodecException(LzwCodec.WHAT + " uses code " + undefined + " before it is defined");
	}

	/**
	 * Where what the table refers to begins.
	 *
	 * @param at
	 *            behind the last byte decoded
	 */
	int historyStart(final int at) {
		return next > LzwCodec.FIRST ? start[LzwCodec.FIRST] : previous >= 0 ? previous : at;
	}

	/** Behind what the table refers to, or will. */
	int historyEnd(final int at) {
		return next < LzwCodec.CODES ? at : start[LzwCodec.CODES - 1] + size[LzwCodec.CODES - 1];
	}

	/** Says that what was decoded has moved towards the front of its array. */
	void moved(final int by) {
		for (int code = LzwCodec.FIRST; code < next; code++)
			start[code] -= by;
		if (previous >= 0) previous -= by;
	}

	/**
	 * Decodes until {@code out} is filled up to a limit, the bytes given are used up, the stream ends, or a code is not
	 * defined.
	 *
	 * @param out
	 *            what was decoded before is still there, as far as the table refers to it
	 * @param from
	 *            where to go on
	 * @param limit
	 *            as many bytes at least, if there are; more where the last string is longer and {@code out} has room
	 * @return behind the last byte decoded
	 */
	int decode(final byte[] out, final int from, final int limit) {
		int at = from;
		int nextCode = next;
		int width = bits;
		int grow = (1 << width) - early;
		int last = previous;
		int lastSize = previousSize;
		int inAt = read;
		long word = buffer;
		int wordBits = held;
		while (at < limit) {
			if (wordBits < width) {
				if (end - inAt >= 4) {
					final int four = in[inAt] << 24 | (in[inAt + 1] & 0xff) << 16 | (in[inAt + 2] & 0xff) << 8
						| in[inAt + 3] & 0xff;
					word = word << 32 | inOrder(four) & 0xffffffffL;
					inAt += 4;
					wordBits += 32;
				}
				else {
					for (; wordBits < width && inAt < end; wordBits += 8)
						word = word << 8 | inOrder(in[inAt++]) & 0xff;
					if (wordBits < width) break;
				}
			}
			wordBits -= width;
			int code = (int) (word >>> wordBits) & (1 << width) - 1;
			if (lowBitFirst) code = Integer.reverse(code) >>> 32 - width;
			if (code == LzwCodec.END) {
				ended = true;
				break;
			}
			if (code == LzwCodec.CLEAR) {
				nextCode = LzwCodec.FIRST;
				width = LzwCodec.MIN_BITS;
				grow = (1 << width) - early;
				last = -1;
				continue;
			}
			if (last >= 0 && nextCode < LzwCodec.CODES) {
				start[nextCode] = last;
				size[nextCode] = lastSize + 1;
				nextCode++;
				if (nextCode == grow && width < LzwCodec.MAX_BITS) {
					width++;
					grow = (1 << width) - early;
				}
			}
			last = at;
			if (code < LzwCodec.CLEAR) {
				out[at++] = (byte) code;
				lastSize = 1;
			}
			else {
				if (code >= nextCode) {
					undefined = code;
					break;
				}
				final int n = Math.min(size[code], out.length - at);
				copy(out, start[code], at, n);
				at += n;
				lastSize = n;
			}
		}
		next = nextCode;
		bits = width;
		previous = last;
		previousSize = lastSize;
		read = inAt;
		buffer = word;
		held = wordBits;
		return at;
	}

	/** Bytes with the bit first that comes first. */
	private int inOrder(final int bytes) {
		return lowBitFirst ? Integer.reverse(Integer.reverseBytes(bytes)) : bytes;
	}

	/**
	 * Copies forwards, so that a string may reach into its own copy by one byte, as that of the code just defined does.
	 */
	private static void copy(final byte[] out, final int from, final int to, final int n) {
		if (n > LONG_STRING && from + n <= to) System.arraycopy(out, from, out, to, n);
		else for (int i = 0; i < n; i++)
			out[to + i] = out[from + i];
	}
}
