package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;

/**
 * Entropy-coded bits of a JPEG stream from some position on, without the zero bytes that are stuffed behind FF (ITU-T
 * T.81, F.1.2.3). A stretch of bits ends at a marker, or with the stream. For one thread.
 */
final class JpegScanBits {

	/** The most that a unit can take: 10 blocks of 64 symbols of 16 bits and 15 more for the value. */
	static final int MOST_UNIT_BITS = 10 * 64 * 31;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
	private static final int PADDING = MOST_UNIT_BITS / 8 + 16;
	/** For stuffed bytes, and for units behind those that were counted. */
	private static final int SLACK = 512;
	private static final int NO_MARKER = -1;

	private final ByteSource stream;
	private final byte[] raw;
	private final int atOnce;
	/** Position in the stream of {@code raw[0]}. */
	private long rawStart;
	private int rawAt;
	private int rawEnd;
	private int nextRead;

	private final byte[] data;
	private int length;
	private boolean ended;
	private int marker = NO_MARKER;
	/** {@code data[mapped]} was at this position of the stream. */
	private int mapped;
	private long mappedPosition;

	private int bit;
	private int safe;
	private int limit;

	/**
	 * @param atOnce
	 *            bytes to be read in one go at most, 4096 or more
	 */
	JpegScanBits(final ByteSource stream, final int atOnce) {
		this.stream = stream;
		this.atOnce = atOnce;
		raw = new byte[atOnce];
		data = new byte[atOnce + PADDING];
	}

	/**
	 * Goes to a bit of the stream.
	 *
	 * @param expected
	 *            bytes that will be needed, if that is known; never wrong, only slower if others
	 */
	void seek(final long position, final int bitOfByte, final long expected) throws IOException {
		nextRead = (int) Math.min(atOnce, expected + MOST_UNIT_BITS / 8 + SLACK);
		rawStart = position;
		rawAt = 0;
		rawEnd = 0;
		begin(position);
		bit = bitOfByte;
	}

	private void begin(final long position) throws IOException {
		length = 0;
		bit = 0;
		ended = false;
		marker = NO_MARKER;
		mapped = 0;
		mappedPosition = position;
		fill();
	}

	/** The bits as an array; {@link #need()} changes it. */
	byte[] data() {
		return data;
	}

	/** The 64 bits from a bit on, the last 7 of which may be zero instead of what they are. */
	static long word(final byte[] data, final int bit) {
		return (long) LONGS.get(data, bit >>> 3) << (bit & 7);
	}

	/** Number of the next bit in the array. */
	int bit() {
		return bit;
	}

	/** Makes sure that the array holds the next unit, whatever it is; behind a stretch's end it holds zeros. */
	void need() throws IOException {
		if (bit > safe) fill();
	}

	/** Says where the unit ended. */
	void advance(final int next) throws CodecException {
		if (next > limit) throw new CodecException("the JPEG stream is damaged: its image data end too early");
		bit = next;
	}

	/** Position in the stream of the byte that holds the next bit. */
	long position() {
		final int at = bit >>> 3;
		int stuffed = 0;
		for (int i = mapped; i < at; i++)
			if (data[i] == -1) stuffed++;
		mappedPosition += at - mapped + stuffed;
		mapped = at;
		return mappedPosition;
	}

	/**
	 * Goes behind the next marker; what lies before it belongs to nothing.
	 *
	 * @param number
	 *            of the restart marker that must come, 0 to 7
	 */
	void restart(final int number) throws IOException {
		while (!ended) {
			bit = 8 * length;
			fill();
		}
		if (marker != JpegSegments.RST0 + number)
			throw new CodecException("the JPEG stream is damaged: its restart marker " + number + " is missing");
		begin(rawStart + rawAt);
	}

	private void fill() throws IOException {
		position();
		final int done = bit >>> 3;
		System.arraycopy(data, done, data, 0, length - done);
		length -= done;
		mapped = 0;
		bit &= 7;
		while (!ended && length <= atOnce - 8 && (rawAt < rawEnd || 8 * length - bit <= MOST_UNIT_BITS))
			unstuff();
		if (ended) Arrays.fill(data, length, length + PADDING, (byte) 0);
		safe = ended ? Integer.MAX_VALUE : 8 * length - MOST_UNIT_BITS;
		limit = ended ? 8 * length : Integer.MAX_VALUE;
	}

	/** Adds what was read but for some bytes; reads on if nothing is left of it. */
	private void unstuff() throws IOException {
		if (rawAt == rawEnd && !read()) {
			ended = true;
			return;
		}
		while (rawEnd - rawAt >= 8 && length <= atOnce - 8) {
			final long eight = (long) LONGS.get(raw, rawAt);
			if (((~eight - 0x0101010101010101L) & eight & 0x8080808080808080L) != 0) break;
			LONGS.set(data, length, eight);
			length += 8;
			rawAt += 8;
		}
		for (int i = 0; i < 8 && length < atOnce && rawAt < rawEnd; i++) {
			final byte value = raw[rawAt++];
			if (value != -1) {
				data[length++] = value;
				continue;
			}
			int code = next();
			final boolean filled = code == 0xff;
			while (code == 0xff)
				code = next();
			if (code != 0) {
				ended = true;
				marker = code;
				return;
			}
			if (filled)
				throw new CodecException("the JPEG stream is damaged: a marker is cut off within its image data");
			data[length++] = -1;
		}
	}

	/** The stream's next byte, or -1 at its end. */
	private int next() throws IOException {
		return rawAt == rawEnd && !read() ? -1 : raw[rawAt++] & 0xff;
	}

	/** Reads on in the stream; false at its end. */
	private boolean read() throws IOException {
		rawStart += rawEnd;
		rawAt = 0;
		rawEnd = 0;
		rawEnd = Math.max(0, stream.read(rawStart, ByteBuffer.wrap(raw, 0, nextRead)));
		nextRead = atOnce / 4;
		return rawEnd > 0;
	}
}
