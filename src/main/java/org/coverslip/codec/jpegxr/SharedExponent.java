package org.coverslip.codec.jpegxr;

import org.coverslip.pixel.PixelBlock;

/**
 * Radiance pixels (RGBE): three mantissas of 8 bits with one exponent, coded as three numbers with an exponent each
 * (T.832). Gives the floating-point numbers they stand for.
 */
final class SharedExponent {

	private static final int MANTISSA_BITS = 7;

	/** What an exponent of 0 means for a mantissa in units. */
	private static final int BIAS = 128 + 8;

	private SharedExponent() {}

	/** Puts a row of pixels, from numbers for red, green and blue. */
	static void put(final int[][] from, final int n, final PixelBlock block, final int at, final int step) {
		final float[] to = block.floats();
		for (int x = 0, i = at; x < n; x++, i += step) {
			final int exponent = Math.max(exponent(from[0][x]), Math.max(exponent(from[1][x]), exponent(from[2][x])));
			for (int s = 0; s < 3; s++)
				to[i + s] = exponent == 0 ? 0
					: (float) Math.scalb((double) mantissa(from[s][x], exponent), exponent - BIAS);
		}
	}

	/** The exponent of one number: 0 for nothing, else 1 to 255. */
	static int exponent(final int coded) {
		if (coded <= 0) return 0;
		return Math.max(1, coded >> MANTISSA_BITS) & 0xff;
	}

	/** The 8 bits of a number under an exponent that is not less than its own. */
	static int mantissa(final int coded, final int exponent) {
		if (coded <= 0) return 0;
		final int own = exponent(coded);
		final int full = coded >> MANTISSA_BITS > 1 ? coded & 0x7f | 0x80 : coded & 0xff;
		final int less = exponent - own;
		return less == 0 ? full : 2 * full + 1 >> Math.min(31, less + 1) & 0xff;
	}
}
