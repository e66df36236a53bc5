package org.coverslip.codec.jpeg;

import org.coverslip.codec.UnsupportedCodingException;

/**
 * JPEG's ways of coding, by the lower half of the frame's marker (ITU-T T.81, table B.1), and which of them are
 * decoded.
 */
final class JpegProcess {

	static final int PROGRESSIVE = 2;
	static final int LOSSLESS = 3;
	/** The first with arithmetic codes; {@code SOF8} is not a frame. */
	static final int ARITHMETIC = 9;
	static final int PROGRESSIVE_ARITHMETIC = 10;

	private JpegProcess() {}

	/**
	 * @param precision
	 *            bits of a sample
	 * @throws UnsupportedCodingException
	 *             if there is no decoder
	 */
	static void check(final int process, final int precision) throws UnsupportedCodingException {
		if (process == LOSSLESS && precision >= 2 && precision <= 16) return;
		if (process <= PROGRESSIVE && precision == 8) return;
		if (process <= 1 && precision > 8 && precision <= 16) return;
		if ((process == ARITHMETIC || process == PROGRESSIVE_ARITHMETIC) && precision == 8) {
			if (JpegBackends.decodesArithmetic()) return;
			throw new UnsupportedCodingException(
				name(process) + " is decoded with libjpeg-turbo only, which is not here");
		}
		throw new UnsupportedCodingException(name(process) + " of " + precision + " bits a sample is not supported");
	}

	private static String name(final int process) {
		final String codes = process >= ARITHMETIC ? " with arithmetic codes" : "";
		return switch (process & 7) {
			case 0 -> "baseline JPEG";
			case 1 -> "sequential JPEG" + codes;
			case 2 -> "progressive JPEG" + codes;
			case 3 -> "lossless JPEG" + codes;
			default -> "hierarchical JPEG" + codes;
		};
	}
}
