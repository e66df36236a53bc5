package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;

/**
 * Lossless JPEG streams with what encoders may choose.
 *
 * @param precision
 *            bits of a sample
 * @param predictor
 *            1 to 7
 * @param transform
 *            low bits that are left out
 * @param restartRows
 *            rows between restart markers, or 0
 * @param scans
 *            whether each component has a scan of its own
 */
public record LosslessJpegFixture(int precision, int predictor, int transform, int restartRows, boolean scans) {

	/** Each of the 17 categories has itself as a code of 5 bits. */
	private static final int CODE_BITS = 5;

	/** The stream of interleaved samples. */
	public byte[] encode(final int[] samples, final int width, final int components) {
		final int height = samples.length / width / components;
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		bytes(out, 0xff, 0xd8);
		bytes(out, 0xff, 0xc3, 0, 8 + 3 * components, precision, height >> 8, height, width >> 8, width, components);
		for (int c = 0; c < components; c++)
			bytes(out, c, 0x11, 0);
		bytes(out, 0xff, 0xc4, 0, 19 + 17, 0);
		for (int length = 1; length <= 16; length++)
			out.write(length == CODE_BITS ? 17 : 0);
		for (int category = 0; category <= 16; category++)
			out.write(category);
		final int interval = restartRows * width;
		if (interval > 0) bytes(out, 0xff, 0xdd, 0, 4, interval >> 8, interval);
		for (int c = 0; c < components; c++) {
			final int n = scans ? 1 : components;
			bytes(out, 0xff, 0xda, 0, 6 + 2 * n, n);
			for (int i = 0; i < n; i++)
				bytes(out, c + i, 0);
			bytes(out, predictor, 0, transform);
			scan(out, samples, width, components, c, c + n);
			if (!scans) break;
		}
		bytes(out, 0xff, 0xd9);
		return out.toByteArray();
	}

	private static void bytes(final ByteArrayOutputStream out, final int... values) {
		for (final int value : values)
			out.write(value);
	}

	private void scan(final ByteArrayOutputStream out, final int[] samples, final int width, final int n,
		final int from, final int to) {
		final StringBuilder bits = new StringBuilder();
		final int rows = samples.length / width / n;
		for (int y = 0; y < rows; y++) {
			final boolean restarts = restartRows > 0 && y % restartRows == 0;
			if (restarts && y > 0) {
				flush(bits, out);
				bytes(out, 0xff, 0xd0 + (y / restartRows - 1 & 7));
			}
			final boolean first = y == 0 || restarts;
			for (int x = 0; x < width; x++)
				for (int c = from; c < to; c++) {
					final int at = (y * width + x) * n + c;
					final int left = x > 0 ? samples[at - n] >> transform : 0;
					final int above = y > 0 ? samples[at - width * n] >> transform : 0;
					final int corner = x > 0 && y > 0 ? samples[at - width * n - n] >> transform : 0;
					final int predicted = first ? x == 0 ? 1 << precision - transform - 1 : left
						: x == 0 ? above : predicted(left, above, corner);
					put(bits, (short) ((samples[at] >> transform) - predicted));
				}
		}
		flush(bits, out);
	}

	private int predicted(final int a, final int b, final int c) {
		return new int[] { 0, a, b, c, a + b - c, a + (b - c >> 1), b + (a - c >> 1), a + b >> 1 }[predictor];
	}

	private static void put(final StringBuilder bits, final short difference) {
		final int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
		append(bits, category, CODE_BITS);
		if (category < 16) append(bits, difference < 0 ? difference - 1 : difference, category);
	}

	private static void append(final StringBuilder bits, final int value, final int n) {
		for (int i = n - 1; i >= 0; i--)
			bits.append((char) ('0' + (value >> i & 1)));
	}

	private static void flush(final StringBuilder bits, final ByteArrayOutputStream out) {
		while (bits.length() % 8 != 0)
			bits.append('1');
		for (int i = 0; i < bits.length(); i += 8) {
			final int value = Integer.parseInt(bits.substring(i, i + 8), 2);
			out.write(value);
			if (value == 0xff) out.write(0);
		}
		bits.setLength(0);
	}
}
