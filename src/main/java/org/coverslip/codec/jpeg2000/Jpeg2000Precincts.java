package org.coverslip.codec.jpeg2000;

/**
 * How finely a JPEG 2000 codestream divides its resolutions into precincts: the marker segments COD and COC of its main
 * header (ITU-T T.800, A.6.1 and A.6.2).
 */
final class Jpeg2000Precincts {

	private static final int COD = 0xff52;
	private static final int COC = 0xff53;
	private static final int SOT = 0xff90;
	/** Where COD has its parameters: behind style, progression, layers and transform. */
	private static final int COD_PARAMETERS = 5;
	/** Behind them, levels, width and height of code blocks, their style and the wavelet, the precincts begin. */
	private static final int PARAMETERS = 5;

	private Jpeg2000Precincts() {}

	/**
	 * Whether a resolution above the lowest has precincts that are one sample wide or high. B.6 forbids it, since such
	 * a precinct has no place in three of four subbands. OpenJPEG 2.5.0 writes it, when it is told to, and refuses to
	 * read it; JJ2000 decodes it to garbage.
	 *
	 * @param codestream
	 *            whose image size has been checked
	 */
	static boolean areSingleSamples(final byte[] codestream, final int components) {
		int at = 2;
		while (at + 4 <= codestream.length) {
			final int marker = int16(codestream, at);
			final int length = int16(codestream, at + 2);
			if (marker == SOT || marker < 0xff00 || length < 2 || at + 2 + length > codestream.length) return false;
			final int content = at + 4;
			if (marker == COD && hasSingle(codestream, content, content + COD_PARAMETERS, at + 2 + length)) return true;
			final int style = content + (components < 257 ? 1 : 2);
			if (marker == COC && hasSingle(codestream, style, style + 1, at + 2 + length)) return true;
			at += 2 + length;
		}
		return false;
	}

	/**
	 * Of each resolution's byte, the low half is the width's exponent and the high one the height's; that of the lowest
	 * comes first.
	 */
	private static boolean hasSingle(final byte[] stream, final int style, final int parameters, final int end) {
		if (style >= end || (stream[style] & 1) == 0) return false;
		for (int at = parameters + PARAMETERS + 1; at < end; at++)
			if ((stream[at] & 0x0f) == 0 || (stream[at] & 0xf0) == 0) return true;
		return false;
	}

	private static int int16(final byte[] b, final int at) {
		return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
	}
}
