package org.coverslip.codec.jpeg;

import org.coverslip.codec.CodecException;

/**
 * The entropy-coded bits of a JPEG stream in memory, without the zero bytes that are stuffed behind FF (ITU-T T.81,
 * F.1.2.3). For one thread.
 */
final class JpegEntropyBits {

	private static final int RST0 = 0xd0;

	private final byte[] stream;
	/** The next byte that is not in {@link #word}. */
	private int at;
	/** The next bits, highest first; zeros behind the {@link #held} ones. */
	private long word;
	/** Bits held, less those that were taken beyond the end. */
	private int held;
	private boolean ended;

	/**
	 * @param start
	 *            of the entropy-coded data
	 */
	JpegEntropyBits(final byte[] stream, final int start) {
		this.stream = stream;
		at = start;
	}

	/** The next 16 bits, zeros where the data have ended. */
	int peek16() {
		if (held < 16) fill();
		return (int) (word >>> 48);
	}

	/** Passes over some bits, 16 at most, that were {@linkplain #peek16 looked at}. */
	void skip(final int bits) throws CodecException {
		if (bits > held) throw new CodecException("the JPEG stream is damaged: its image data end too early");
		word <<= bits;
		held -= bits;
	}

	/** The next bits as an unsigned number; 0 to 16 of them. */
	int take(final int bits) throws CodecException {
		if (bits == 0) return 0;
		final int value = peek16() >>> 16 - bits;
		skip(bits);
		return value;
	}

	/** The signed number of some bits behind a code of that category (T.81, F.2.2.1, EXTEND); 0 to 16 bits. */
	int difference(final int bits) throws CodecException {
		if (bits == 0) return 0;
		final int value = take(bits);
		return value >> bits - 1 != 0 ? value : value - (1 << bits) + 1;
	}

	private void fill() {
		while (held <= 48 && !ended) {
			if (at >= stream.length) {
				ended = true;
				return;
			}
			final int value = stream[at] & 0xff;
			if (value == 0xff) {
				if (at + 1 >= stream.length || stream[at + 1] != 0) {
					ended = true;
					return;
				}
				at++;
			}
			at++;
			word |= (long) value << 56 - held;
			held += 8;
		}
	}

	/**
	 * Goes behind the next marker; what lies before it is padding.
	 *
	 * @param number
	 *            of the restart marker that must come, 0 to 7
	 */
	void restart(final int number) throws CodecException {
		word = 0;
		held = 0;
		while (at + 1 < stream.length && !(
			(stream[at] & 0xff) == 0xff && stream[at + 1] != 0 && (stream[at + 1] & 0xff) != 0xff))
			at++;
		if (at + 1 >= stream.length || (stream[at + 1] & 0xff) != RST0 + number)
			throw new CodecException("the JPEG stream is damaged: its restart marker " + number + " is missing");
		at += 2;
		ended = false;
	}
}
