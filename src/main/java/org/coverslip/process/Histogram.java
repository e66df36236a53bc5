package org.coverslip.process;

import org.coverslip.pixel.PixelType;

/**
 * How often values occur: each value of 8 and 16 bits for itself, others in {@value #BINS} equal steps from the least
 * to the greatest. Immutable.
 *
 * @param first
 *            the least value of the first step
 * @param step
 *            how wide each is
 * @param counts
 *            of each step
 */
record Histogram(double first, double step, long[] counts) {

	private static final int BINS = 1024;

	/**
	 * Counts values; what is no number is left out.
	 *
	 * @param type
	 *            what they are kept in
	 */
	static Histogram of(final double[] values, final PixelType type) {
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (final double value : values)
			if (Double.isFinite(value)) {
				min = Math.min(min, value);
				max = Math.max(max, value);
			}
		if (min > max) return new Histogram(0, 1, new long[1]);
		final boolean exact = !type.isFloating() && type.bits() <= 16;
		final int bins = exact ? (int) (max - min) + 1 : BINS;
		final double step = exact ? 1 : max > min ? (max - min) / bins : 1;
		final long[] counts = new long[bins];
		for (final double value : values)
			if (Double.isFinite(value)) counts[Math.min(bins - 1, (int) ((value - min) / step))]++;
		return new Histogram(min, step, counts);
	}

	/**
	 * The value that separates two classes best, up to it and above it (N. Otsu, IEEE Trans. Syst. Man Cybern. 9,
	 * 1979): the first of those whose classes have the largest variance between them. If there is but one value, that
	 * one.
	 */
	double otsu() {
		double total = 0;
		double sum = 0;
		for (int i = 0; i < counts.length; i++) {
			total += counts[i];
			sum += (double) i * counts[i];
		}
		int best = 0;
		double most = 0;
		double below = 0;
		double sumBelow = 0;
		for (int i = 0; i < counts.length - 1; i++) {
			below += counts[i];
			sumBelow += (double) i * counts[i];
			if (below == 0 || below == total) continue;
			final double apart = sumBelow / below - (sum - sumBelow) / (total - below);
			final double variance = below * (total - below) * apart * apart;
			if (variance > most) {
				most = variance;
				best = i;
			}
		}
		return step == 1 ? first + best : first + (best + 1) * step;
	}
}
