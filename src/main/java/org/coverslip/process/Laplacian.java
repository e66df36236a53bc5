package org.coverslip.process;

/**
 * The Laplacian of a Gaussian, times -sigma squared, so that it is above 0 in the middle of what is brighter than its
 * surroundings, whatever its size: 2/e of the difference for a disc of radius sigma times the root of 2. The same as
 * {@code -sigma ** 2 * scipy.ndimage.gaussian_laplace}: the Gaussian ends at four sigma, and at the edges pixels come
 * again in reverse.
 */
final class Laplacian {

	private static final double CUT_OFF = 4;

	private final int radius;
	private final double[] smooth;
	private final double[] second;
	private final double factor;

	Laplacian(final double sigma) {
		radius = (int) (CUT_OFF * sigma + 0.5);
		smooth = new double[radius + 1];
		second = new double[radius + 1];
		factor = -sigma * sigma;
		double sum = 0;
		for (int i = 0; i <= radius; i++) {
			smooth[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
			sum += i == 0 ? smooth[i] : 2 * smooth[i];
		}
		for (int i = 0; i <= radius; i++) {
			smooth[i] /= sum;
			second[i] = smooth[i] * (i * i / (sigma * sigma) - 1) / (sigma * sigma);
		}
	}

	/** How many pixels around one its value depends on. */
	int radius() {
		return radius;
	}

	/**
	 * @param values
	 *            row by row; not changed
	 */
	double[] of(final double[] values, final int width) {
		final int height = values.length / width;
		final double[] down = new double[values.length];
		final double[] downTwice = new double[values.length];
		for (int y = 0; y < height; y++)
			column(values, width, height, y, down, downTwice);
		final double[] sums = new double[width];
		for (int y = 0; y < height; y++) {
			row(down, second, y * width, sums, width, true);
			row(downTwice, smooth, y * width, sums, width, false);
			for (int x = 0; x < width; x++)
				down[y * width + x] = factor * sums[x];
		}
		return down;
	}

	private void column(final double[] from, final int width, final int height, final int y, final double[] down,
		final double[] downTwice)
	{
		final int row = y * width;
		for (int x = 0; x < width; x++) {
			down[row + x] = smooth[0] * from[row + x];
			downTwice[row + x] = second[0] * from[row + x];
		}
		for (int k = 1; k <= radius; k++) {
			final int above = mirrored(y - k, height) * width;
			final int below = mirrored(y + k, height) * width;
			final double a = smooth[k];
			final double b = second[k];
			for (int x = 0; x < width; x++) {
				final double both = from[above + x] + from[below + x];
				down[row + x] += a * both;
				downTwice[row + x] += b * both;
			}
		}
	}

	private void row(final double[] from, final double[] kernel, final int row, final double[] sums, final int width,
		final boolean anew)
	{
		final double[] wide = new double[width + 2 * radius];
		System.arraycopy(from, row, wide, radius, width);
		for (int k = 1; k <= radius; k++) {
			wide[radius - k] = from[row + mirrored(-k, width)];
			wide[radius + width - 1 + k] = from[row + mirrored(width - 1 + k, width)];
		}
		for (int x = 0; x < width; x++)
			sums[x] = (anew ? 0 : sums[x]) + kernel[0] * wide[radius + x];
		for (int k = 1; k <= radius; k++) {
			final double weight = kernel[k];
			final int before = radius - k;
			final int behind = radius + k;
			for (int x = 0; x < width; x++)
				sums[x] += weight * (wide[before + x] + wide[behind + x]);
		}
	}

	/** Where a place beyond an edge is seen in a mirror that stands at the edge. */
	private static int mirrored(final int at, final int size) {
		final int turn = Math.floorMod(at, 2 * size);
		return turn < size ? turn : 2 * size - 1 - turn;
	}
}
