package org.coverslip.codec.jpegxr;

/**
 * The inverse transform of blocks of 4 by 4, made of integer lifting steps (T.832: ICT4x4 and its parts). The same
 * transform serves both stages: first the low-pass coefficients of a macroblock give the DC coefficients of its blocks,
 * then the coefficients of each block give samples.
 */
final class CoreTransform {

	private CoreTransform() {}

	/**
	 * Transforms a block.
	 *
	 * @param c
	 *            coefficients from {@code at} on, each at row + 4 · column of its frequency
	 * @param dc
	 *            replaces the first coefficient
	 * @param to
	 *            index of the block's upper left sample in {@code out}
	 * @param stride
	 *            from row to row
	 */
	static void inverse(final int[] c, final int at, final int dc, final int[] out, final int to, final int stride) {
		// even by even frequencies: a butterfly
		int s = dc + c[at + 10];
		int u = c[at + 2] - c[at + 8];
		final int t = s - u + 1 >> 1;
		final int ee2 = t - c[at + 10];
		final int ee3 = t - c[at + 8];
		final int ee0 = s - ee3;
		final int ee1 = u + ee2;

		// odd by even; written out twice, since a method cannot return four numbers
		int p = c[at + 1];
		int q = c[at + 9];
		int r = c[at + 11];
		int v = c[at + 3];
		q += v;
		p -= r;
		v -= q >> 1;
		r += p + 1 >> 1;
		p -= 3 * q + 4 >> 3;
		q += 3 * p + 4 >> 3;
		r -= 3 * v + 4 >> 3;
		v += 3 * r + 4 >> 3;
		final int oe2 = r - (q + 1 >> 1);
		final int oe3 = (p + 1 >> 1) - v;
		final int oe1 = q + oe2;
		final int oe0 = p - oe3;

		// even by odd
		p = c[at + 4];
		q = c[at + 6];
		r = c[at + 14];
		v = c[at + 12];
		q += v;
		p -= r;
		v -= q >> 1;
		r += p + 1 >> 1;
		p -= 3 * q + 4 >> 3;
		q += 3 * p + 4 >> 3;
		r -= 3 * v + 4 >> 3;
		v += 3 * r + 4 >> 3;
		final int eo2 = r - (q + 1 >> 1);
		final int eo3 = (p + 1 >> 1) - v;
		final int eo1 = q + eo2;
		final int eo0 = p - eo3;

		// odd by odd
		p = c[at + 15];
		q = c[at + 7];
		r = c[at + 13];
		v = c[at + 5];
		v += p;
		r -= q;
		s = v >> 1;
		u = r >> 1;
		p -= s;
		q += u;
		p -= 3 * q + 3 >> 3;
		q += 3 * p + 3 >> 2;
		p -= 3 * q + 4 >> 3;
		q -= u;
		final int oo0 = p + s;
		final int oo1 = -q;
		final int oo2 = -(r + q);
		final int oo3 = v - oo0;

		final int r1 = to + stride;
		final int r2 = r1 + stride;
		final int r3 = r2 + stride;
		butterfly(ee0, oe1, eo1, oo3, out, to, to + 3, r3, r3 + 3);
		butterfly(ee1, oe0, eo3, oo2, out, to + 1, to + 2, r3 + 1, r3 + 2);
		butterfly(ee2, oe3, eo0, oo1, out, r1, r1 + 3, r2, r2 + 3);
		butterfly(ee3, oe2, eo2, oo0, out, r1 + 1, r1 + 2, r2 + 1, r2 + 2);
	}

	/** Four mirrored samples from one number of each kind. */
	private static void butterfly(final int ee, final int oe, final int eo, final int oo, final int[] out, final int i0,
		final int i1,
		final int i2, final int i3)
	{
		final int sum = ee + oo;
		final int difference = oe - eo;
		final int half = sum - difference >> 1;
		final int third = half - oo;
		final int fourth = half - eo;
		out[i0] = sum - fourth;
		out[i1] = difference + third;
		out[i2] = third;
		out[i3] = fourth;
	}

	/** Does the same for a block that has only its DC coefficient. */
	static void inverseFlat(final int dc, final int[] out, final int to, final int stride) {
		final int down = dc >> 1;
		final int up = dc + 1 >> 1;
		final int down0 = down - (down >> 1);
		final int down1 = down >> 1;
		final int up0 = up - (up >> 1);
		final int up1 = up >> 1;
		final int second = to + stride;
		final int third = second + stride;
		final int fourth = third + stride;
		out[to] = down0;
		out[to + 1] = up0;
		out[to + 2] = up1;
		out[to + 3] = down1;
		out[second] = up0;
		out[second + 1] = up0;
		out[second + 2] = up1;
		out[second + 3] = up1;
		out[third] = up1;
		out[third + 1] = up1;
		out[third + 2] = up1;
		out[third + 3] = up1;
		out[fourth] = down1;
		out[fourth + 1] = up1;
		out[fourth + 2] = up1;
		out[fourth + 3] = down1;
	}

	/**
	 * Transforms a square of 2 by 2 (T2x2h).
	 *
	 * @param a
	 *            the coefficients: mean, down, across, both
	 * @param factor
	 *            to multiply the results by
	 */
	static void inverse2x2(final int a, final int b, final int c, final int d, final int factor, final int[] out,
		final int to,
		final int stride)
	{
		final int sum = a + d;
		final int difference = b - c;
		final int half = sum - difference >> 1;
		final int third = half - d;
		final int fourth = half - c;
		out[to] = (sum - fourth) * factor;
		out[to + 1] = (difference + third) * factor;
		out[to + stride] = third * factor;
		out[to + stride + 1] = fourth * factor;
	}
}
