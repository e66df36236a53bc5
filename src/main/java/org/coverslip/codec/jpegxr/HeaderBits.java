package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * Reads the headers of a code stream, bit by bit, the most significant first. Slow and careful: a read past the end is
 * an error at once. Not thread-safe.
 */
final class HeaderBits {

	private final byte[] bytes;
	private final int end;
	private long position;

	/**
	 * @param start
	 *            index of the first byte
	 * @param end
	 *            index after the last byte
	 */
	HeaderBits(final byte[] bytes, final int start, final int end) {
		this.bytes = bytes;
		this.end = end;
		this.position = 8L * start;
	}

	/** The next 0 to 32 bits as an unsigned number. */
	long read(final int count) throws CodecException {
		if (position + count > 8L * end)
			throw new CodecException("the JPEG XR stream ends after " + end + " bytes, within its headers");
		long value = 0;
		for (int i = 0; i < count; i++, position++)
			value = value << 1 | bytes[(int) (position >> 3)] >> (7 - (int) (position & 7)) & 1;
		return value;
	}

	/** The next bit as a flag. */
	boolean flag() throws CodecException {
		return read(1) != 0;
	}

	/** Skips to the next whole byte. */
	void align() {
		position = position + 7 & ~7L;
	}

	/** Index of the byte that is read next, after {@link #align}. */
	int bytePosition() {
		return (int) (position >> 3);
	}

	/**
	 * An offset or a length in 2, 5 or 9 bytes; the first byte says which; 0xfd to 0xff mean that there is none, which
	 * is read as 0 (T.832: VLW_ESC).
	 */
	long offset() throws CodecException {
		final long first = read(8);
		if (first < 0xfb) return first << 8 | read(8);
		if (first == 0xfb) return read(32);
		if (first > 0xfc) return 0;
		final long high = read(32);
		final long low = read(32);
		if (high != 0) throw new CodecException("an offset in the JPEG XR stream is beyond 4 GB");
		return low;
	}
}
