package org.coverslip.codec.jpegxr;

/**
 * The inverse overlap operators, which smooth samples across the borders of blocks by integer lifting steps (T.832:
 * overlap post filtering). The borders lie in the middle of each operator's samples. All change the array in place.
 * Stateless.
 */
class OverlapOperators {

	/** Whether corners of the image are smoothed. */
	boolean hasCorners() {
		return true;
	}

	/**
	 * Smooths squares of 4 by 4 samples, side by side (OverlapPostFilter4x4).
	 *
	 * @param at
	 *            index of the first one's upper left sample
	 * @param stride
	 *            from row to row
	 * @param count
	 *            squares
	 */
	void squares(final int[] p, final int at, final int stride, final int count) {
		for (int i = 0, to = at; i < count; i++, to += 4)
			square(p, to, to + stride, to + 2 * stride, to + 3 * stride);
	}

	/** One square, whose four rows begin at the indices. */
	private static void square(final int[] p, final int r0, final int r1, final int r2, final int r3) {
		// four butterflies of mirrored samples: inner ones, beside them, above and below them, corners; written out,
		// since a method cannot return four numbers
		int s = p[r1 + 1] + p[r2 + 2];
		int u = p[r1 + 2] - p[r2 + 1];
		int t = s - u >> 1;
		int m12 = t - p[r2 + 2];
		int m22 = t - p[r2 + 1];
		final int m11 = s - m22;
		int m21 = u + m12;

		s = p[r1] + p[r2 + 3];
		u = p[r1 + 3] - p[r2];
		t = s - u >> 1;
		int m02 = t - p[r2 + 3];
		int m32 = t - p[r2];
		final int m01 = s - m32;
		int m31 = u + m02;

		s = p[r0 + 1] + p[r3 + 2];
		u = p[r0 + 2] - p[r3 + 1];
		t = s - u >> 1;
		int m13 = t - p[r3 + 2];
		int m23 = t - p[r3 + 1];
		final int m10 = s - m23;
		int m20 = u + m13;

		s = p[r0] + p[r3 + 3];
		u = p[r0 + 3] - p[r3];
		t = s - u >> 1;
		int m03 = t - p[r3 + 3];
		int m33 = t - p[r3];
		final int m00 = s - m33;
		int m30 = u + m03;

		// the lower right quarter: both rotated
		m33 += m22;
		m23 -= m32;
		s = m33 >> 1;
		u = m23 >> 1;
		m22 -= s;
		m32 += u;
		m22 -= 3 * m32 + 6 >> 3;
		m32 += 3 * m22 + 2 >> 2;
		m22 -= 3 * m32 + 4 >> 3;
		m32 -= u;
		m22 += s;
		m23 += m32;
		m33 -= m22;

		// the quarters beside it: rotated one way
		m13 -= m03 + 1 >> 1;
		m03 += m13 + 1 >> 1;
		m12 -= m02 + 1 >> 1;
		m02 += m12 + 1 >> 1;
		m31 -= m30 + 1 >> 1;
		m30 += m31 + 1 >> 1;
		m21 -= m20 + 1 >> 1;
		m20 += m21 + 1 >> 1;

		scale(p, r1 + 1, r1 + 2, r2 + 1, r2 + 2, m11, m21, m12, m22);
		scale(p, r1, r1 + 3, r2, r2 + 3, m01, m31, m02, m32);
		scale(p, r0 + 1, r0 + 2, r3 + 1, r3 + 2, m10, m20, m13, m23);
		scale(p, r0, r0 + 3, r3, r3 + 3, m00, m30, m03, m33);
	}

	/** Scales a group of four mirrored samples, and inverts its butterfly. */
	private static void scale(final int[] p, final int i0, final int i1, final int i2, final int i3, final int v0,
		final int v1,
		final int v2, final int v3)
	{
		int a = v0 + v3;
		int d = (a >> 1) - v3;
		a += 3 * d >> 3;
		d += 3 * a >> 4;
		d += (a >> 7) - (a >> 10);
		a += 3 * d + 4 >> 3;
		final int b = v1 - v2;
		d -= b >> 1;
		final int c = (a - b >> 1) - v2;
		p[i0] = a - c;
		p[i1] = b + d;
		p[i2] = d;
		p[i3] = c;
	}

	/**
	 * Smooths four samples along an edge of the image or of a hard tile (OverlapPostFilter4).
	 *
	 * @param at
	 *            index of the first sample
	 * @param step
	 *            from sample to sample
	 */
	void line(final int[] p, final int at, final int step) {
		four(p, at, at + step, at + 2 * step, at + 3 * step);
	}

	/** Smooths the four samples in a corner of the image or of a hard tile. */
	void corner(final int[] p, final int at, final int stride) {
		four(p, at, at + 1, at + stride, at + stride + 1);
	}

	private static void four(final int[] p, final int i0, final int i1, final int i2, final int i3) {
		int a = p[i0] + p[i3];
		int b = p[i1] + p[i2];
		int d = p[i3] - (a + 1 >> 1);
		int c = p[i2] - (b + 1 >> 1);

		// each pair is scaled; the last is taken with its sign turned
		a += d;
		d = (a >> 1) - d;
		a += 3 * d >> 3;
		d += 3 * a >> 4;
		d += (a >> 7) - (a >> 10);
		a += 3 * d + 4 >> 3;
		d -= a >> 1;
		a += d;
		d = -d;
		b += c;
		c = (b >> 1) - c;
		b += 3 * c >> 3;
		c += 3 * b >> 4;
		c += (b >> 7) - (b >> 10);
		b += 3 * c + 4 >> 3;
		c -= b >> 1;
		b += c;
		c = -c;

		c -= d + 1 >> 1;
		d += c + 1 >> 1;
		d += a + 1 >> 1;
		c += b + 1 >> 1;
		p[i0] = a - d;
		p[i1] = b - c;
		p[i2] = c;
		p[i3] = d;
	}

	/** Smooths two samples along an edge: DC coefficients of a subsampled chrominance (OverlapPostFilter2). */
	void pair(final int[] p, final int at, final int step) {
		int a = p[at];
		int b = p[at + step];
		b += a + 2 >> 2;
		a += b + 1 >> 1;
		a += b >> 5;
		a += b >> 9;
		a += b >> 13;
		b += a + 2 >> 2;
		p[at] = a;
		p[at + step] = b;
	}

	/** Smooths a square of 2 by 2: DC coefficients of a subsampled chrominance (OverlapPostFilter2x2). */
	void smallSquare(final int[] p, final int at, final int stride) {
		int a = p[at];
		int b = p[at + 1];
		int c = p[at + stride];
		int d = p[at + stride + 1];
		a += d;
		b += c;
		d -= a + 1 >> 1;
		c -= b + 1 >> 1;
		b += a + 2 >> 2;
		a += b + 1 >> 1;
		a += b >> 5;
		a += b >> 9;
		a += b >> 13;
		b += a + 2 >> 2;
		d += a + 1 >> 1;
		c += b + 1 >> 1;
		p[at] = a - d;
		p[at + 1] = b - c;
		p[at + stride] = c;
		p[at + stride + 1] = d;
	}
}
