package org.coverslip.process;

import java.util.Arrays;

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
		final double[][] rows = new double[height][];
		for (int y = 0; y < height; y++)
			rows[y] = Arrays.copyOfRange(values, y * width, (y + 1) * width);
		final double[] result = new double[values.length];
		final double[] down = new double[width];
		final double[] downTwice = new double[width];
		final double[] sums = new double[width];
		final double[] others = new double[width];
		for (int y = 0; y < height; y++) {
			begin(rows[y], smooth[0], down);
			begin(rows[y], second[0], downTwice);
			for (int k = 1; k <= radius; k++) {
				final double[] above = rows[mirrored(y - k, height)];
				final double[] below = rows[mirrored(y + k, height)];
				add(above, below, smooth[k], down);
				add(above, below, second[k], downTwice);
			}
			row(down, second, sums);
			row(downTwice, smooth, others);
			for (int x = 0; x < width; x++)
				result[y * width + x] = factor * (sums[x] + others[x]);
		}
		return result;
	}

	private void row(final double[] from, final double[] kernel, final double[] sums) {
		final int width = from.length;
		final double[] wide = new double[width + 2 * radius];
		System.arraycopy(from, 0, wide, radius, width);
		for (int k = 1; k <= radius; k++) {
			wide[radius - k] = from[mirrored(-k, width)];
			wide[radius + width - 1 + k] = from[mirrored(width - 1 + k, width)];
		}
		final double[] before = new double[width];
		final double[] behind = new double[width];
		begin(from, kernel[0], sums);
		for (int k = 1; k <= radius; k++) {
			System.arraycopy(wide, radius - k, before, 0, width);
			System.arraycopy(wide, radius + k, behind, 0, width);
			add(before, behind, kernel[k], sums);
		}
	}

	private static void begin(final double[] from, final double weight, final double[] sums) {
		for (int x = 0; x < sums.length; x++)
			sums[x] = weight * from[x];
	}

	/** As {@link GaussianFunction} does it, for speed. */
	private static void add(final double[] one, final double[] other, final double weight, final double[] sums) {
		for (int x = 0; x < sums.length; x++)
			sums[x] += weight * (one[x] + other[x]);
	}

	/** Where a place beyond an edge is seen in a mirror that stands at the edge. */
	private static int mirrored(final int at, final int size) {
		final int turn = Math.floorMod(at, 2 * size);
		return turn < size ? turn : 2 * size - 1 - turn;
	}
}
