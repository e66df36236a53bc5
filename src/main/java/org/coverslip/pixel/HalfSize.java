package org.coverslip.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Halves an image in both directions: each pixel is the mean of a square of 2 x 2. Integer means are rounded to the nearest, halves
 * upwards.
 */
public final class HalfSize {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
	private static final long LOW_BYTES = 0x00ff00ff00ff00ffL;
	private static final long TWOS = 0x0002000200020002L;

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
	public static void mean(final PixelBlock src, final int width, final int height, final PixelBlock dst, final int dstX,
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
					else if (n == 1) greyRow(src.bytes(), from, stride, dst.bytes(), to, width);
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

	/**
	 * Two pixels of 8-bit RGB and two below them, read as a long each: bytes 0 to 5 are r g b r g b. Their even and odd bytes are
	 * added in 16-bit lanes, which brings r and r, b and b, g and g one shift away from each other.
	 */
	private static void rgbRow(final byte[] src, final int from, final int stride, final byte[] dst, final int to,
		final int pixels)
	{
		// the long at the last pixel could reach over the end of the array
		final int readable = src.length - from - stride;
		final int fast = readable < Long.BYTES ? 0 : Math.min(pixels, (readable - Long.BYTES) / 6 + 1);
		int i = from;
		int k = to;
		for (int p = 0; p < fast; p++, i += 6, k += 3) {
			final long upper = (long) LONGS.get(src, i);
			final long lower = (long) LONGS.get(src, i + stride);
			final long even = (upper & LOW_BYTES) + (lower & LOW_BYTES);
			final long odd = (upper >>> 8 & LOW_BYTES) + (lower >>> 8 & LOW_BYTES);
			final int redBlue = (int) (even + (odd >>> 16));
			final int green = (int) (odd + (even >>> 32));
			dst[k] = (byte) ((redBlue & 0xffff) + 2 >>> 2);
			dst[k + 1] = (byte) ((green & 0xffff) + 2 >>> 2);
			dst[k + 2] = (byte) ((redBlue >>> 16) + 2 >>> 2);
		}
		if (fast < pixels) row(src, i, stride, 3, dst, k, pixels - fast);
	}

	/** Eight 8-bit samples and eight below them, likewise: the even and odd bytes of a lane are one pixel of the result. */
	private static void greyRow(final byte[] src, final int from, final int stride, final byte[] dst, final int to,
		final int pixels)
	{
		final int fast = pixels & ~3;
		int i = from;
		for (int k = to; k < to + fast; k += 4, i += 8) {
			final long upper = (long) LONGS.get(src, i);
			final long lower = (long) LONGS.get(src, i + stride);
			final long sums = (upper & LOW_BYTES) + (lower & LOW_BYTES) + (upper >>> 8 & LOW_BYTES) + (lower >>> 8 & LOW_BYTES);
			final long means = sums + TWOS >>> 2;
			dst[k] = (byte) means;
			dst[k + 1] = (byte) (means >>> 16);
			dst[k + 2] = (byte) (means >>> 32);
			dst[k + 3] = (byte) (means >>> 48);
		}
		if (fast < pixels) row(src, i, stride, 1, dst, to + fast, pixels - fast);
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
