package org.coverslip.slide;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Makes opaque 0xAARRGGBB words of 8-bit samples. */
final class ArgbWords {

	private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
	private static final int OPAQUE = 0xff000000;

	private ArgbWords() {}

	/**
	 * Converts a run of pixels.
	 *
	 * @param samples
	 *            1 (grey) or 3 (red, green, blue) a pixel
	 * @param from
	 *            first pixel in {@code bytes}
	 * @param to
	 *            first word in {@code argb}
	 * @param count
	 *            of pixels
	 */
	static void convert(final byte[] bytes, final int samples, final int from, final int[] argb, final int to,
		final int count) {
		if (samples == 3) rgb(bytes, from, argb, to, count);
		else for (int i = 0; i < count; i++)
			argb[to + i] = OPAQUE | (bytes[from + i] & 0xff) * 0x010101;
	}

	/**
	 * Takes four bytes at once for each pixel but the array's last; the fourth belongs to the next pixel and falls out.
	 */
	private static void rgb(final byte[] rgb, final int from, final int[] argb, final int to, final int count) {
		final boolean reachesEnd = 3 * (from + count) + 1 > rgb.length;
		final int inside = reachesEnd ? count - 1 : count;
		for (int i = 0, j = 3 * from; i < inside; i++, j += 3)
			argb[to + i] = OPAQUE | (int) FOUR_BYTES.get(rgb, j) >>> 8;
		if (inside < 0 || inside == count) return;
		final int j = 3 * (from + inside);
		argb[to + inside] = OPAQUE | (rgb[j] & 0xff) << 16 | (rgb[j + 1] & 0xff) << 8 | rgb[j + 2] & 0xff;
	}
}
