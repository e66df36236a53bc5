package org.coverslip.process;

import java.util.Arrays;

/**
 * How many objects lie in each pixel of a small image, spread by a Gaussian. Nothing is beyond the edges; there the
 * weights of the pixels that are left count as all. For one thread.
 */
final class CountMap {

	private static final double CUT_OFF = 4;

	private final int width;
	private final int height;
	private final double[] counts;

	CountMap(final int width, final int height) {
		this.width = width;
		this.height = height;
		counts = new double[width * height];
	}

	/** Counts an object; not if it lies outside. */
	void add(final double x, final double y) {
		if (x >= 0 && y >= 0 && x < width && y < height) counts[(int) y * width + (int) x]++;
	}

	/**
	 * Objects per pixel, row by row.
	 *
	 * @param sigmaX
	 *            in pixels; 0 for counts as they are
	 */
	float[] smooth(final double sigmaX, final double sigmaY) {
		final double[] across = kernel(sigmaX);
		final double[] down = kernel(sigmaY);
		final double[] rows = new double[counts.length];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				double sum = 0;
				double weights = 0;
				for (int i = Math.max(0, x - across.length + 1); i < Math.min(width, x + across.length); i++) {
					sum += across[Math.abs(i - x)] * counts[y * width + i];
					weights += across[Math.abs(i - x)];
				}
				rows[y * width + x] = sum / weights;
			}
		final float[] smooth = new float[counts.length];
		final double[] sums = new double[width];
		for (int y = 0; y < height; y++) {
			Arrays.fill(sums, 0);
			double weights = 0;
			for (int i = Math.max(0, y - down.length + 1); i < Math.min(height, y + down.length); i++) {
				final double weight = down[Math.abs(i - y)];
				weights += weight;
				for (int x = 0; x < width; x++)
					sums[x] += weight * rows[i * width + x];
			}
			for (int x = 0; x < width; x++)
				smooth[y * width + x] = (float) (sums[x] / weights);
		}
		return smooth;
	}

	private static double[] kernel(final double sigma) {
		final double[] kernel = new double[(int) (CUT_OFF * sigma + 0.5) + 1];
		kernel[0] = 1;
		for (int i = 1; i < kernel.length; i++)
			kernel[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
		return kernel;
	}
}
