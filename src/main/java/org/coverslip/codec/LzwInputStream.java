package org.coverslip.codec;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes LZW as TIFF has it a piece at a time, for data that are too long to be held; what {@link LzwCodec} says of
 * the two bit orders holds here too. Memory is a table of 4096 codes. For one thread.
 */
public final class LzwInputStream extends InputStream {

	private static final int READ_AT_ONCE = 64 << 10;
	private static final int CLEAR = 256;
	private static final int END = 257;
	private static final int FIRST = 258;
	private static final int MIN_BITS = 9;
	private static final int MAX_BITS = 12;
	private static final int CODES = 1 << MAX_BITS;

	private final InputStream encoded;
	private final byte[] in = new byte[READ_AT_ONCE];
	private int inAt;
	private int inEnd;
	private final boolean lowBitFirst;
	/** The string of a code is that of its prefix and one byte more. */
	private final short[] prefix = new short[CODES];
	private final byte[] last = new byte[CODES];
	private final byte[] first = new byte[CODES];
	private final short[] size = new short[CODES];
	private int next = FIRST;
	private int bits = MIN_BITS;
	private int previous = -1;
	private int buffer;
	private int held;
	private boolean ended;
	private final byte[] string = new byte[CODES];
	private int stringAt;
	private int stringEnd;

	/**
	 * @param encoded
	 *            closed with this stream
	 */
	public LzwInputStream(final InputStream encoded) throws IOException {
		this.encoded = encoded;
		inEnd = encoded.readNBytes(in, 0, in.length);
		lowBitFirst = inEnd >= 2 && in[0] == 0 && (in[1] & 1) != 0;
		for (int i = 0; i < CLEAR; i++) {
			last[i] = (byte) i;
			first[i] = (byte) i;
			size[i] = 1;
		}
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(final byte[] dst, final int offset, final int length) throws IOException {
		int written = 0;
		while (written < length) {
			if (stringAt == stringEnd && !nextString()) return written == 0 ? -1 : written;
			final int n = Math.min(length - written, stringEnd - stringAt);
			System.arraycopy(string, stringAt, dst, offset + written, n);
			stringAt += n;
			written += n;
		}
		return written;
	}

	/** Decodes one string; false at the end of the data. */
	private boolean nextString() throws IOException {
		int code = nextCode();
		while (code == CLEAR) {
			next = FIRST;
			bits = MIN_BITS;
			previous = -1;
			code = nextCode();
		}
		if (code < 0 || code == END) {
			ended = true;
			return false;
		}
		if (previous >= 0 && next < CODES) {
			prefix[next] = (short) previous;
			first[next] = first[previous];
			// the string that is just being defined begins as the one before it
			last[next] = code == next ? first[previous] : first[code];
			size[next] = (short) (size[previous] + 1);
			next++;
			if (next == (lowBitFirst ? 1 << bits : (1 << bits) - 1) && bits < MAX_BITS) bits++;
		}
		if (code >= next) throw new CodecException("LZW data uses code " + code + " before it is defined");
		stringAt = 0;
		stringEnd = size[code];
		for (int at = stringEnd - 1, c = code; at >= 0; at--, c = prefix[c])
			string[at] = last[c];
		previous = code;
		return true;
	}

	/** The next code, or -1 where the data end. */
	private int nextCode() throws IOException {
		if (ended) return -1;
		while (held < bits) {
			if (inAt == inEnd) {
				inAt = 0;
				inEnd = Math.max(0, encoded.read(in));
				if (inEnd == 0) return -1;
			}
			final int value = in[inAt++] & 0xff;
			buffer = lowBitFirst ? buffer | value << held : buffer << 8 | value;
			held += 8;
		}
		held -= bits;
		final int mask = (1 << bits) - 1;
		if (!lowBitFirst) return buffer >>> held & mask;
		final int code = buffer & mask;
		buffer >>>= bits;
		return code;
	}

	@Override
	public void close() throws IOException {
		encoded.close();
	}
}
