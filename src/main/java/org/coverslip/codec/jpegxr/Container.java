package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * Where the code streams lie in a file: JPEG XR files are like small TIFFs with one directory, but their fourth byte is
 * 1 (T.832, annex A). A bare stream is also accepted.
 *
 * @param imageStart
 *            index of the first byte of the code stream
 * @param imageEnd
 *            index after its last byte
 * @param alphaStart
 *            index of the first byte of a code stream of alpha alone, 0 if there is none
 * @param alphaEnd
 *            index after its last byte
 */
record Container(int imageStart, int imageEnd, int alphaStart, int alphaEnd) {

	private static final int ENTRY = 12;

	private static final int IMAGE_OFFSET = 0xbcc0;
	private static final int IMAGE_BYTE_COUNT = 0xbcc1;
	private static final int ALPHA_OFFSET = 0xbcc2;
	private static final int ALPHA_BYTE_COUNT = 0xbcc3;

	/** Type codes of TIFF. */
	private static final int SHORT = 3;
	private static final int LONG = 4;

	/** Whether bytes begin as a JPEG XR file or as a bare code stream. */
	static boolean begins(final byte[] bytes) {
		return isFile(bytes) || ImageHeader.begins(bytes, 0, bytes.length);
	}

	private static boolean isFile(final byte[] bytes) {
		return bytes.length >= 8 && bytes[0] == 'I' && bytes[1] == 'I' && bytes[2] == (byte) 0xbc
			&& (bytes[3] & 0xff) <= 1;
	}

	/**
	 * Reads the directory.
	 *
	 * @param bytes
	 *            the file, or its beginning with the directory
	 * @param length
	 *            of the file
	 */
	static Container parse(final byte[] bytes, final int length) throws CodecException {
		if (ImageHeader.begins(bytes, 0, bytes.length)) return new Container(0, length, 0, 0);
		if (!isFile(bytes)) throw new CodecException("the data do not begin as JPEG XR do (II, 0xbc)");
		final long directory = number(bytes, 4, LONG);
		final int count = (int) number(bytes, directory, SHORT);
		if (directory + 2 + (long) count * ENTRY > bytes.length)
			throw new CodecException("the directory of the JPEG XR file, " + count + " entries at byte " + directory
				+ ", is not within its " + bytes.length + " bytes");
		final long[] values = new long[4];
		for (int i = 0; i < count; i++) {
			final long entry = directory + 2 + (long) i * ENTRY;
			final int field = (int) number(bytes, entry, SHORT) - IMAGE_OFFSET;
			if (field >= 0 && field < values.length && number(bytes, entry + 4, LONG) == 1)
				values[field] = number(bytes, entry + 8, number(bytes, entry + 2, SHORT) == SHORT ? SHORT : LONG);
		}
		final long image = values[0];
		final long alpha = values[ALPHA_OFFSET - IMAGE_OFFSET];
		if (image == 0) throw new CodecException("the JPEG XR file does not say where its image is");
		final boolean hasAlpha = alpha != 0 && values[ALPHA_BYTE_COUNT - IMAGE_OFFSET] != 0;
		return new Container(start(image, length), end(image, values[IMAGE_BYTE_COUNT - IMAGE_OFFSET], length),
			hasAlpha ? start(alpha, length) : 0, hasAlpha ? end(alpha, values[ALPHA_BYTE_COUNT - IMAGE_OFFSET], length)
			: 0);
	}

	/** Whether alpha has a code stream of its own. */
	boolean hasAlpha() {
		return alphaStart != 0;
	}

	private static int start(final long offset, final int length) throws CodecException {
		if (offset >= length)
			throw new CodecException("the image of the JPEG XR file is said to begin at byte " + offset + " of "
				+ length);
		return (int) offset;
	}

	/** Some writers state 0, or more than there is, for a stream that reaches to the end of the file. */
	private static int end(final long offset, final long count, final int length) {
		return count == 0 ? length : (int) Math.min(length, offset + count);
	}

	private static long number(final byte[] bytes, final long at, final int type) throws CodecException {
		final int length = type == SHORT ? 2 : 4;
		if (at + length > bytes.length)
			throw new CodecException("the JPEG XR file ends after " + bytes.length
				+ " bytes, a number is expected at byte " + at);
		long value = 0;
		for (int i = length - 1; i >= 0; i--)
			value = value << 8 | bytes[(int) at + i] & 0xff;
		return value;
	}
}
