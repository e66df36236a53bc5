package org.coverslip.codec.jpegxr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.coverslip.codec.CodecException;

/**
 * Reads the entropy-coded part of a code stream, bit by bit, the most significant first. Made for speed: up to
 * {@link #PADDING} bytes past the end read as zeros, and {@link #check} reports it afterwards; a caller that reads more
 * than a few hundred bytes must check in between. Not thread-safe.
 */
final class BitReader {

	/**
	 * Zeros after the end of the stream: more than one block, or the flags of all channels, can read between two
	 * checks.
	 */
	private static final int PADDING = 1024;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final byte[] bytes;
	private final long end;
	private long position;

	private BitReader(final byte[] bytes, final long position, final long end) {
		this.bytes = bytes;
		this.position = position;
		this.end = end;
	}

	/** The stream with the zeros that its readers need after it. */
	static byte[] padded(final byte[] bytes, final int from, final int to) {
		return Arrays.copyOf(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, to), to - from + PADDING);
	}

	/**
	 * A reader of padded bytes.
	 *
	 * @param padded
	 *            from {@link #padded}
	 * @param start
	 *            index of the byte to begin with
	 */
	static BitReader at(final byte[] padded, final long start) throws CodecException {
		final int length = padded.length - PADDING;
		if (start < 0 || start >= length)
			throw new CodecException("a part of the JPEG XR stream is said to begin at byte " + start + " of "
				+ length);
		return new BitReader(padded, 8 * start, 8L * length);
	}

	/** The number of bits of the stream before the next one, counted from its first byte. */
	long position() {
		return position;
	}

	/** Goes to a {@link #position}, which must not be more than a block away. */
	void seek(final long newPosition) {
		position = newPosition;
	}

	/** The padded stream, not to be written to. */
	byte[] bytes() {
		return bytes;
	}

	/** The next bits, at least 57, the first of them in bit 63. */
	long window() {
		return window(bytes, position);
	}

	/** The bits of a padded stream from a {@link #position} on, at least 57, the first of them in bit 63. */
	static long window(final byte[] padded, final long position) {
		return (long) LONGS.get(padded, (int) (position >> 3)) << (position & 7);
	}

	/** Passes over bits that were seen in the {@link #window}. */
	void skip(final int count) {
		position += count;
	}

	/** The next 1 to 32 bits. */
	int read(final int count) {
		final int value = (int) (window() >>> 64 - count);
		position += count;
		return value;
	}

	/** The next bit, 0 or 1. */
	int bit() {
		final long at = position++;
		return bytes[(int) (at >> 3)] >> (7 - (int) (at & 7)) & 1;
	}

	/** A code of the table. */
	int symbol(final int[] codes) {
		final int entry = codes[(int) (window() >>> 64 - CodeBook.LONGEST)];
		position += CodeBook.length(entry);
		return CodeBook.symbol(entry);
	}

	/** A number of {@code count} bits, followed by a sign unless it is 0. */
	int signed(final int count) {
		final int value = read(count);
		return value == 0 || bit() == 0 ? value : -value;
	}

	/**
	 * @throws CodecException
	 *             if more bits were read than there are
	 */
	void check() throws CodecException {
		if (position > end) throw new CodecException("the JPEG XR stream ends within its image data");
	}
}
