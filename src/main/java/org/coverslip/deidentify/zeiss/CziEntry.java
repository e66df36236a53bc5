package org.coverslip.deidentify.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * An entry of the list of stored images, of schema DV: kind and place of one, and its dimensions. Immutable.
 * <p>
 * Source: libCZI (CziStructs.h).
 *
 * @param bytes
 *            the entry; numbers are little-endian
 */
record CziEntry(byte[] bytes) {

	/** Bytes without dimensions. */
	static final int FIXED = 32;
	private static final int DIMENSION = 20;
	private static final int MOST_DIMENSIONS = 40;
	private static final int PIXEL_TYPE_AT = 2;
	private static final int POSITION_AT = 6;
	private static final int PART_AT = 14;
	private static final int COMPRESSION_AT = 18;
	private static final int PYRAMID_AT = 22;
	private static final int SPARE = 5;
	private static final int COUNT_AT = 28;
	private static final int STAGE_AT = 12;
	private static final String LETTERS = "XYCTZHIRVBSM";

	/** Reads the entry at a position. */
	static CziEntry read(final ByteSource source, final StoredFile file, final long position) throws IOException {
		final ByteBuffer head =
			ByteBuffer.wrap(source.readFully(position, FIXED)).order(ByteOrder.LITTLE_ENDIAN);
		final int count = head.getInt(COUNT_AT);
		if (head.get(0) != 'D' || head.get(1) != 'V' || count < 2 || count > MOST_DIMENSIONS)
			throw new SlideFormatException(file, position, "an entry of schema DV", "another");
		return new CziEntry(source.readFully(position, FIXED + (long) count * DIMENSION));
	}

	private ByteBuffer numbers() {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	long position() {
		return numbers().getLong(POSITION_AT);
	}

	int part() {
		return numbers().getInt(PART_AT);
	}

	int compression() {
		return numbers().getInt(COMPRESSION_AT);
	}

	/** Bytes of a pixel that is not compressed; 0 if that is not known. */
	int pixelBytes() {
		return switch (numbers().getInt(PIXEL_TYPE_AT)) {
			case 0 -> 1;
			case 1 -> 2;
			case 3 -> 3;
			case 2, 9, 12 -> 4;
			case 4 -> 6;
			case 10, 13 -> 8;
			case 8 -> 12;
			default -> 0;
		};
	}

	/** Pixels as they are stored. */
	long storedPixels() {
		long pixels = 1;
		for (int at = FIXED; at < bytes.length; at += DIMENSION)
			if (numbers().get(at) == 'X' || numbers().get(at) == 'Y') {
				final int stored = numbers().getInt(at + 16);
				pixels *= stored == 0 ? numbers().getInt(at + 8) : stored;
			}
		return pixels;
	}

	/** The same at another position, without spare bytes and places of the stage, and with known dimensions alone. */
	CziEntry at(final long position) {
		final byte[] copy = bytes.clone();
		final ByteBuffer out = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putLong(POSITION_AT, position);
		Arrays.fill(copy, PYRAMID_AT + 1, PYRAMID_AT + 1 + SPARE, (byte) 0);
		for (int dimension = FIXED; dimension < copy.length; dimension += DIMENSION) {
			final char letter = (char) (copy[dimension] & 0xff);
			out.putInt(dimension, LETTERS.indexOf(letter) >= 0 ? letter : 0).putInt(dimension + STAGE_AT, 0);
		}
		return new CziEntry(copy);
	}
}
