package org.coverslip.codec;

/** How long a decoded block may and must be: the checks that byte codecs share, and their wording. */
final class DecodedLength {

	private DecodedLength() {}

	/**
	 * Refuses a length that a stream cannot give, before memory for it is allocated.
	 *
	 * @param what
	 *            e.g. "LZW data"
	 * @param bytesPerByte
	 *            an upper bound of how many bytes one encoded byte can stand for
	 */
	static void check(final String what, final int encodedLength, final int decodedLength, final int bytesPerByte)
		throws CodecException
	{
		if (decodedLength < 0) throw new IllegalArgumentException("decoded length " + decodedLength);
		if (decodedLength > (long) encodedLength * bytesPerByte)
			throw new CodecException(encodedLength + " bytes of " + what + " cannot hold a block of " + decodedLength
				+ " bytes");
	}

	/** For a stream that is sound but ends before the block is complete. */
	static CodecException tooFew(final String what, final int found, final int expected) {
		return new CodecException(what + " gives " + found + " bytes where " + expected + " are expected");
	}
}
