package org.coverslip.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Halves an image in both directions: each pixel is the mean of a square of 2 x 2. */
public enum HalfSize implements Halving {

	/** Integer means are rounded to the nearest, halves upwards. */
	TO_NEAREST(2),

	/**
	 * Integer means are rounded down, which costs half a step of brightness with each halving, on average. So libvips
	 * does it with images that have an alpha channel, and with no others (measured on 8.14 with {@code vips dzsave}).
	 */
	DOWN(0);

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
	private static final long LOW_BYTES = 0x00ff00ff00ff00ffL;

	/** Added to the sum of four samples. */
	private final int addend;
	/** The same in four lanes of 16 bits. */
	private final long addends;

	HalfSize(final int addend) {
		this.addend = addend;
		addends = addend * 0x0001000100010001L;
	}

	@Override
	public void halve(final PixelBlock src, final int srcX, final int srcY, final int width, final int height,
		final PixelBlock dst, final int dstX, final int dstY)
	{
		final int n = src.samples();
		final int stride = src.width() * n;
		for (int row = 0; row < height; row += 2) {
			final int from = ((srcY + row) * src.width() + srcX) * n;
			final int to = ((dstY + row / 2) * dst.width() + dstX) * n;
			final int below = row + 1 < height ? stride : 0;
			row(src, from, below, n, dst, to, width / 2);
			if (width % 2 != 0) row(src, from + (width - 1) * n, below, 0, dst, to + width / 2 * n, 1);
		}
	}

	/**
	 * @param from
	 *            first sample of the upper row in {@code src}
	 * @param below
	 *            how far below it the samples of the lower row are
	 * @param right
	 *            how far right of it those of the next pixel are
	 * @param to
	 *            first sample in {@code dst}
	 * @param pixels
	 *            how many to write
	 */
	private void row(final PixelBlock src, final int from, final int below, final int right, final PixelBlock dst,
		final int to,
		final int pixels)
	{
		final int n = src.samples();
		switch (src.type()) {
			case UINT8 -> {
				if (n == 3 && pixels > 1) rgbRow(src.bytes(), from, below, dst.bytes(), to, pixels);
				else if (n == 1 && pixels > 1) greyRow(src.bytes(), from, below, dst.bytes(), to, pixels);
				else row(src.bytes(), from, below, right, n, dst.bytes(), to, pixels, 0);
			}
			case INT8 -> row(src.bytes(), from, below, right, n, dst.bytes(), to, pixels, 0x80);
			case UINT16 -> row(src.shorts(), from, below, right, n, dst.shorts(), to, pixels, 0);
			case INT16 -> row(src.shorts(), from, below, right, n, dst.shorts(), to, pixels, 0x8000);
			case UINT32 -> row(src.ints(), from, below, right, n, dst.ints(), to, pixels, 0);
			case INT32 -> row(src.ints(), from, below, right, n, dst.ints(), to, pixels, 0x80000000L);
			case FLOAT32 -> row(src.floats(), from, below, right, n, dst.floats(), to, pixels);
			case FLOAT64 -> row(src.doubles(), from, below, right, n, dst.doubles(), to, pixels);
		}
	}

	/**
	 * Two pixels of 8-bit RGB and two below them, read as a long each: bytes 0 to 5 are r g b r g b. Their even and odd
	 * bytes are added in 16-bit lanes, which brings r and r, b and b, g and g one shift away from each other. Each
	 * pixel is written as an int, whose last byte the next one replaces.
	 */
	private void rgbRow(final byte[] src, final int from, final int below, final byte[] dst, final int to,
		final int pixels)
	{
		// the long of the last pixel could reach over the end of the array, and its int over the part that is written
		final int fast = pixels - 1;
		int i = from;
		int k = to;
		for (int p = 0; p < fast; p++, i += 6, k += 3) {
			final long upper = (long) LONGS.get(src, i);
			final long lower = (long) LONGS.get(src, i + below);
			final long even = (upper & LOW_BYTES) + (lower & LOW_BYTES);
			final long odd = (upper >>> 8 & LOW_BYTES) + (lower >>> 8 & LOW_BYTES);
			final int redBlue = (int) (even + (odd >>> 16));
			final int green = (int) (odd + (even >>> 32));
			INTS.set(dst, k, redBlue + (int) addends >>> 2 & 0xff00ff | (green + addend >>> 2 & 0xff) << 8);
		}
		row(src, i, below, 3, 3, dst, k, 1, 0);
	}

	/**
	 * Eight 8-bit samples and eight below them, likewise: the even and odd bytes of a lane are one pixel of the result.
	 */
	private void greyRow(final byte[] src, final int from, final int below, final byte[] dst, final int to,
		final int pixels)
	{
		final int fast = pixels & ~3;
		int i = from;
		for (int k = to; k < to + fast; k += 4, i += 8) {
			final long upper = (long) LONGS.get(src, i);
			final long lower = (long) LONGS.get(src, i + below);
			final long sums = (upper & LOW_BYTES) + (lower & LOW_BYTES) + (upper >>> 8 & LOW_BYTES)
				+ (lower >>> 8 & LOW_BYTES);
			final long means = sums + addends >>> 2;
			dst[k] = (byte) means;
			dst[k + 1] = (byte) (means >>> 16);
			dst[k + 2] = (byte) (means >>> 32);
			dst[k + 3] = (byte) (means >>> 48);
		}
		if (fast < pixels) row(src, i, below, 1, 1, dst, to + fast, pixels - fast, 0);
	}

	/** The offset makes signed numbers unsigned ones, and the means signed again. */
	private void row(final byte[] src, final int from, final int below, final int right, final int n, final byte[] dst,
		final int to, final int pixels, final int offset)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + below, k = to + s; p < pixels; p++, i += 2 * right, j += 2 * right,
				k += n)
				dst[k] = (byte) (((src[i] + offset & 0xff) + (src[i + right] + offset & 0xff) + (src[j] + offset & 0xff)
					+ (src[j + right] + offset & 0xff) + addend >> 2) - offset);
	}

	private void row(final short[] src, final int from, final int below, final int right, final int n,
		final short[] dst,
		final int to, final int pixels, final int offset)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + below, k = to + s; p < pixels; p++, i += 2 * right, j += 2 * right,
				k += n)
				dst[k] = (short) (((src[i] + offset & 0xffff) + (src[i + right] + offset & 0xffff)
					+ (src[j] + offset & 0xffff) + (src[j + right] + offset & 0xffff) + addend >> 2) - offset);
	}

	private void row(final int[] src, final int from, final int below, final int right, final int n, final int[] dst,
		final int to, final int pixels, final long offset)
	{
		final long mask = 0xffffffffL;
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + below, k = to + s; p < pixels; p++, i += 2 * right, j += 2 * right,
				k += n)
				dst[k] = (int) (((src[i] + offset & mask) + (src[i + right] + offset & mask) + (src[j] + offset & mask)
					+ (src[j + right] + offset & mask) + addend >> 2) - offset);
	}

	private void row(final float[] src, final int from, final int below, final int right, final int n,
		final float[] dst,
		final int to, final int pixels)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + below, k = to + s; p < pixels; p++, i += 2 * right, j += 2 * right,
				k += n)
				dst[k] = (float) (((double) src[i] + src[i + right] + src[j] + src[j + right]) / 4);
	}

	private void row(final double[] src, final int from, final int below, final int right, final int n,
		final double[] dst,
		final int to, final int pixels)
	{
		for (int s = 0; s < n; s++)
			for (int p = 0, i = from + s, j = i + below, k = to + s; p < pixels; p++, i += 2 * right, j += 2 * right,
				k += n)
				dst[k] = (src[i] + src[i + right] + src[j] + src[j + right]) / 4;
	}
}
