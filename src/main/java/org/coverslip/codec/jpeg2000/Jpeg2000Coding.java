package org.coverslip.codec.jpeg2000;

import org.coverslip.codec.CodecException;

/**
 * How a JPEG 2000 codestream codes its image, as its default coding style (ITU-T T.800, A.6.1) has it.
 *
 * @param componentTransform
 *            whether the first three components were transformed, so that a decoder gives back RGB
 * @param reversible
 *            whether the wavelets are those that can do without loss (5-3), else 9-7
 */
public record Jpeg2000Coding(boolean componentTransform, boolean reversible) {

	private static final int COD = 0xff52;
	private static final int SOT = 0xff90;
	private static final int SIZ_MARKER_AND_SOC = 2;

	/**
	 * Reads the head of a codestream.
	 *
	 * @param header
	 *            that of {@code stream}
	 * @throws CodecException
	 *             if it has no coding style
	 */
	public static Jpeg2000Coding of(final byte[] stream, final Jpeg2000Header header) throws CodecException {
		int at = header.start() + SIZ_MARKER_AND_SOC;
		while (at + 4 <= header.end()) {
			final int marker = word(stream, at);
			final int length = word(stream, at + 2);
			if (marker == COD && length >= 12 && at + 14 <= header.end())
				return new Jpeg2000Coding(stream[at + 8] != 0, stream[at + 13] == 1);
			if (marker == SOT || length < 2) break;
			at += 2 + length;
		}
		throw new CodecException("the JPEG 2000 codestream has no coding style (FF 52)");
	}

	private static int word(final byte[] stream, final int at) {
		return (stream[at] & 0xff) << 8 | stream[at + 1] & 0xff;
	}
}
