package org.coverslip.codec.jpegxr;

/**
 * The overlap operators of streams from before the standard (HD Photo, sub-version 0): their scaling is slightly less
 * exact, corners are left alone, and faint patterns that the operator leaves in coarsely quantised images are removed.
 * Written for brevity; such streams are rare. Immutable.
 * <p>
 * Source: jxrlib 1.1, strInvTransform.c, and comparison with JxrDecApp.
 */
final class FirstOperators extends OverlapOperators {

	/** Up to this factor the quantisation is fine enough that no pattern is removed. */
	private static final int FINE = 20;

	/** 27 / 5947 of a half, in units of 2^-17. */
	private static final int PATTERN = 595;
	private static final int PATTERN_BITS = 17;

	private final int threshold;

	private FirstOperators(final int threshold) {
		this.threshold = threshold;
	}

	/** Operators for DC coefficients, where no pattern is removed. */
	static FirstOperators ofDc() {
		return new FirstOperators(0);
	}

	/**
	 * Operators for samples.
	 *
	 * @param factor
	 *            of the high-pass coefficients; fainter patterns are removed
	 */
	static FirstOperators ofSamples(final int factor) {
		return new FirstOperators(factor > FINE ? factor : 0);
	}

	/** Operators for samples without high-pass coefficients: every pattern is removed. */
	static FirstOperators ofSmoothSamples() {
		return new FirstOperators(Integer.MAX_VALUE);
	}

	@Override
	boolean hasCorners() {
		return false;
	}

	@Override
	void squares(final int[] p, final int at, final int stride, final int count) {
		for (int i = 0; i < count; i++)
			square(p, at + 4 * i, stride);
	}

	private void square(final int[] p, final int at, final int stride) {
		for (int y = 0; y < 2; y++)
			for (int x = 0; x < 2; x++)
				butterfly(p, at + y * stride + x, at + y * stride + 3 - x, at + (3 - y) * stride + x,
					at + (3 - y) * stride + 3 - x);
		turnBoth(p, at + 2 * stride + 2, at + 2 * stride + 3, at + 3 * stride + 2, at + 3 * stride + 3);
		for (int i = 2; i < 4; i++) {
			turn(p, at + i * stride + 1, at + i * stride);
			turn(p, at + stride + i, at + i);
		}
		for (int y = 0; y < 2; y++)
			for (int x = 0; x < 2; x++)
				scale(p, at + y * stride + x, at + y * stride + 3 - x, at + (3 - y) * stride + x,
					at + (3 - y) * stride + 3 - x);
	}

	private static void butterfly(final int[] p, final int i0, final int i1, final int i2, final int i3) {
		final int sum = p[i0] + p[i3];
		final int difference = p[i1] - p[i2];
		final int half = sum - difference >> 1;
		final int third = half - p[i3];
		p[i3] = half - p[i2];
		p[i2] = third;
		p[i0] = sum - p[i3];
		p[i1] = difference + third;
	}

	private static void turn(final int[] p, final int i, final int j) {
		p[i] -= p[j] + 1 >> 1;
		p[j] += p[i] + 1 >> 1;
	}

	private static void turnBoth(final int[] p, final int i0, final int i1, final int i2, final int i3) {
		p[i3] += p[i0];
		p[i2] -= p[i1];
		final int half3 = p[i3] >> 1;
		final int half2 = p[i2] >> 1;
		p[i0] -= half3;
		p[i1] += half2;
		p[i0] -= 3 * p[i1] + 6 >> 3;
		p[i1] += 3 * p[i0] + 2 >> 2;
		p[i0] -= 3 * p[i1] + 4 >> 3;
		p[i1] -= half2;
		p[i0] += half3;
		p[i2] += p[i1];
		p[i3] -= p[i0];
	}

	private void scale(final int[] p, final int i0, final int i1, final int i2, final int i3) {
		int a = p[i0] + p[i3];
		int d = (a >> 1) - p[i3];
		a += 3 * d >> 3;
		d += 3 * a >> 4;
		a += 3 * d + 4 >> 3;
		final int b = p[i1] - p[i2];
		d -= b >> 1;
		final int c = (a - b >> 1) - p[i2];
		p[i0] = a - c;
		p[i1] = b + d;
		p[i2] = d;
		p[i3] = c;
		if (threshold > 0) takeBack(p, i0, i1, i2, i3);
	}

	private void takeBack(final int[] p, final int i0, final int i1, final int i2, final int i3) {
		final int half = p[i0] + p[i1] + p[i2] + p[i3] >> 1;
		final int pattern = half * PATTERN + (1 << PATTERN_BITS - 1) >> PATTERN_BITS;
		if (threshold < Integer.MAX_VALUE && Math.abs(pattern) >= threshold) return;
		final int found = p[i0] - p[i2] - p[i1] + p[i3] >> 1;
		final int both = pattern > 0 ? Math.max(0, Math.min(pattern, found)) : Math.min(0, Math.max(pattern, found));
		final int step = both >> 1;
		p[i0] -= step;
		p[i3] -= step;
		p[i1] += step;
		p[i2] += step;
	}

	@Override
	void line(final int[] p, final int at, final int step) {
		int a = p[at] + p[at + 3 * step];
		int b = p[at + step] + p[at + 2 * step];
		int d = p[at + 3 * step] - (a + 1 >> 1);
		int c = p[at + 2 * step] - (b + 1 >> 1);
		c -= d + 1 >> 1;
		d += c + 1 >> 1;
		d += a + 1 >> 1;
		c += b + 1 >> 1;
		a -= d - (3 * d + 16 >> 5);
		b -= c - (3 * c + 16 >> 5);
		d += 3 * a + 8 >> 4;
		c += 3 * b + 8 >> 4;
		p[at] = a + (3 * d + 16 >> 5);
		p[at + step] = b + (3 * c + 16 >> 5);
		p[at + 2 * step] = c;
		p[at + 3 * step] = d;
	}

	@Override
	void corner(final int[] p, final int at, final int stride) {
		// corners stay as they are
	}

	@Override
	void pair(final int[] p, final int at, final int step) {
		final int second = at + step;
		p[second] += p[at] + 4 >> 3;
		p[at] += p[second] + 2 >> 2;
		p[second] += p[at] + 4 >> 3;
	}

	@Override
	void smallSquare(final int[] p, final int at, final int stride) {
		int a = p[at] + p[at + stride + 1];
		int b = p[at + 1] + p[at + stride];
		int d = p[at + stride + 1] - (a + 1 >> 1);
		int c = p[at + stride] - (b + 1 >> 1);
		b += a + 2 >> 2;
		a += b + 1 >> 1;
		b += a + 2 >> 2;
		d += a + 1 >> 1;
		c += b + 1 >> 1;
		p[at] = a - d;
		p[at + 1] = b - c;
		p[at + stride] = c;
		p[at + stride + 1] = d;
	}
}
