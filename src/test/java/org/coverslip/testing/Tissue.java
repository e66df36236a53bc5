package org.coverslip.testing;

import static org.junit.Assert.assertEquals;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** Pink tissue with dark nuclei and soft edges: what a slide looks like to a codec; and how far two such are apart. */
public final class Tissue {

	private Tissue() {}

	/** 8-bit samples, interleaved. */
	public static PixelBlock block(final int width, final int height, final int samples) {
		final byte[] pixels = new byte[width * height * samples];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final double wave = Math.sin(x * 0.11) * Math.cos(y * 0.07) + 0.3 * Math.sin((x + y) * 0.5);
				final double nucleus = Math.exp(-(Math.pow(x % 37 - 18, 2) + Math.pow(y % 29 - 14, 2)) / 40.0);
				final double[] rgb = { 225 - 25 * wave - 130 * nucleus, 165 - 40 * wave - 110 * nucleus,
					200 - 20 * wave - 50 * nucleus };
				for (int s = 0; s < samples; s++)
					pixels[(y * width + x) * samples + s] = (byte) Math.max(0, Math.min(255, Math.round(rgb[s])));
			}
		return new PixelBlock(new BlockShape(width, height, samples, PixelType.UINT8), pixels);
	}

	public static int largestDifference(final byte[] a, final byte[] b) {
		assertEquals(a.length, b.length);
		int largest = 0;
		for (int i = 0; i < a.length; i++)
			largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
		return largest;
	}

	public static double meanDifference(final byte[] a, final byte[] b) {
		assertEquals(a.length, b.length);
		long sum = 0;
		for (int i = 0; i < a.length; i++)
			sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
		return sum / (double) a.length;
	}
}
