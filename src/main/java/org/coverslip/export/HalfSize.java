package org.coverslip.export;

import org.coverslip.pixel.PixelBlock;

/**
 * Halves an image in both directions: each pixel is the mean of a square of 2 x 2. Integer means are rounded to the nearest, halves
 * upwards.
 */
final class HalfSize {

	private HalfSize() {}

	/**
	 * Writes a block at half size into a part of another.
	 *
	 * @param src
	 *            of even width and height
	 * @param width
	 *            how many columns to write; 2 · width &le; src.width()
	 * @param height
	 *            how many rows to write
	 * @param dst
	 *            of the same type and samples
	 * @param dstX
	 *            left column in {@code dst}
	 * @param dstY
	 *            top row in {@code dst}
	 */
	static void mean(final PixelBlock src, final int width, final int height, final PixelBlock dst, final int dstX,
		final int dstY)
	{
		final int n = src.samples();
		final int stride = src.width() * n;
		for (int row = 0; row < height; row++) {
			final int from = 2 * row * stride;
			final int to = ((dstY + row) * dst.width() + dstX) * n;
			switch (src.type()) {
				case UINT8 -> {
					if (n == 3) rgbRow(src.bytes(), from, stride, dst.bytes(), to, width);
					else row(src.bytes(), from, stride, n, dst.bytes(), to, width);
				}
				case INT8 -> signedRow(src.bytes(), from, stride, n, dst.bytes(), to, width);
				case UINT16 -> row(src.shorts(), from, stride, n, dst.shorts(), to, width, 0);
				case INT16 -> row(src.shorts(), from, stride, n, dst.shorts(), to, width, 0x8000);
				case UINT32 -> row(src.ints(), from, stride, n, dst.ints(), to, width, 0);
				case INT32 -> row(src.ints(), from, stride, n, dst.ints(), to, width, 0x80000000L);
				case FLOAT32 -> row(src.floats(), from, stride, n, dst.floats(), to, width);
				case FLOAT64 -> row(src.doubles(), from, stride, n, dst.doubles(), to, width);
			}
		}
	}

	private static void rgbRow(final byte[] src, final int from, final int stride, final byte[] dst, final int to,
		final int pixels)
	{
		int i = from;
		int j = from + stride;
		for (int k = to, end = to + 3 * pixels; k < end; k += 3, i += 6, j += 6) {
			dst[k] = (byte) ((src[i] & 0xff) + (src[i + 3] & 0xff) + (src[j] & 0xff) + (src[j + 3] & 0xff) + 2 >> 2);
			dst[k + 1] = (byte) ((src[i + 1] & 0xff) + (src[i + 4] & 0xff) + (src[j + 1] & 0xff) + (src[j + 4] & 0xff) + 2 >> 2);
			dst[k + 2] = (byte) ((src[i + 2] & 0xff) + (src[i + 5] & 0xff) + (src[j + 2] & 0xff) + (src[j + 5] & 0xff) + 2 >> 2);
		}
	}

	private static void row(final byte[] src, final int from, final int stride, final int n, final byte[] dst, final int to,
		final int pixels)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + stride, k = to + s; p < pixels; p++, i += 2 * n, j += 2 * n, k += n)
				dst[k] = (byte) ((src[i] & 0xff) + (src[i + n] & 0xff) + (src[j] & 0xff) + (src[j + n] & 0xff) + 2 >> 2);
	}

	private static void signedRow(final byte[] src, final int from, final int stride, final int n, final byte[] dst, final int to,
		final int pixels)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + stride, k = to + s; p < pixels; p++, i += 2 * n, j += 2 * n, k += n)
				dst[k] = (byte) (src[i] + src[i + n] + src[j] + src[j + n] + 2 >> 2);
	}

	/** The offset makes signed numbers unsigned ones, and the means signed again. */
	private static void row(final short[] src, final int from, final int stride, final int n, final short[] dst, final int to,
		final int pixels, final int offset)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + stride, k = to + s; p < pixels; p++, i += 2 * n, j += 2 * n, k += n)
				dst[k] = (short) (((src[i] + offset & 0xffff) + (src[i + n] + offset & 0xffff)
					+ (src[j] + offset & 0xffff) + (src[j + n] + offset & 0xffff) + 2 >> 2) - offset);
	}

	private static void row(final int[] src, final int from, final int stride, final int n, final int[] dst, final int to,
		final int pixels, final long offset)
	{
		final long mask = 0xffffffffL;
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + stride, k = to + s; p < pixels; p++, i += 2 * n, j += 2 * n, k += n)
				dst[k] = (int) (((src[i] + offset & mask) + (src[i + n] + offset & mask) + (src[j] + offset & mask)
					+ (src[j + n] + offset & mask) + 2 >> 2) - offset);
	}

	private static void row(final float[] src, final int from, final int stride, final int n, final float[] dst, final int to,
		final int pixels)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + stride, k = to + s; p < pixels; p++, i += 2 * n, j += 2 * n, k += n)
				dst[k] = (float) (((double) src[i] + src[i + n] + src[j] + src[j + n]) / 4);
	}

	private static void row(final double[] src, final int from, final int stride, final int n, final double[] dst, final int to,
		final int pixels)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + stride, k = to + s; p < pixels; p++, i += 2 * n, j += 2 * n, k += n)
				dst[k] = (src[i] + src[i + n] + src[j] + src[j + n]) / 4;
	}
}
