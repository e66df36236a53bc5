package org.coverslip.codec.jpegxr;

/** Converts the integers that stand for floating-point numbers in code streams (T.832). */
final class FloatBits {

	private static final int SINGLE_MANTISSA = 23;
	private static final int SINGLE_BIAS = 127;

	private FloatBits() {}

	/** The bits of a half-precision number: its magnitude, with the sign in front. */
	static int half(final int coded) {
		final int sign = coded >> 31;
		return ((coded & 0x7fff) ^ sign) - sign & 0xffff;
	}

	/** The value of a half-precision number (IEEE 754, binary16). */
	static float ofHalf(final int bits) {
		final int sign = (bits & 0x8000) << 16;
		final int exponent = bits >> 10 & 0x1f;
		final int mantissa = bits & 0x3ff;
		if (exponent == 0x1f) return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
		if (exponent > 0) return Float.intBitsToFloat(sign | exponent + 112 << SINGLE_MANTISSA | mantissa << 13);
		final float magnitude = mantissa * 0x1p-24f;
		return sign == 0 ? magnitude : -magnitude;
	}

	/**
	 * The bits of a single-precision number from its coded form: sign, an exponent, and a mantissa of fewer bits.
	 *
	 * @param mantissa
	 *            bits of the coded mantissa, at most 23
	 * @param bias
	 *            of the coded exponent
	 */
	static int single(final int coded, final int mantissa, final int bias) {
		final int magnitude = Math.abs(coded);
		final int one = 1 << mantissa;
		int exponent = magnitude >>> mantissa;
		int fraction = magnitude & one - 1;
		if (exponent == 0) exponent = 1;
		else fraction |= one;
		exponent += SINGLE_BIAS - bias;
		while (fraction < one && exponent > 1 && fraction > 0) {
			exponent--;
			fraction <<= 1;
		}
		if (fraction < one) exponent = 0;
		else fraction ^= one;
		return (coded < 0 ? 0x80000000 : 0) | exponent << SINGLE_MANTISSA | fraction << SINGLE_MANTISSA - mantissa;
	}
}
