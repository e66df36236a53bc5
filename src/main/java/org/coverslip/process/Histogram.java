package org.coverslip.process;

import org.coverslip.pixel.OtsuThreshold;
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

	/** The value that separates two classes best, up to it and above it; if there is but one value, that one. */
	double otsu() {
		final int best = OtsuThreshold.of(counts);
		return step == 1 ? first + best : first + (best + 1) * step;
	}
}
