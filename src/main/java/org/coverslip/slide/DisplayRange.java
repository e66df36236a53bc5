package org.coverslip.slide;

import java.util.Arrays;

/**
 * The values of a channel that are shown black and in full colour.
 *
 * @param min
 *            shown black, as all below
 * @param max
 *            shown in full colour, as all above; &gt; {@code min}
 */
public record DisplayRange(double min, double max) {

	/** Fraction of all values that is shown black, and that is shown in full colour. */
	private static final double SATURATED = 0.002;

	public DisplayRange {
		if (!(max > min)) throw new IllegalArgumentException("a display range from " + min + " to " + max);
	}

	/**
	 * From 0.2 % to 99.8 % of some values; where these are all the same, from there on.
	 *
	 * @param values
	 *            in any order, and then sorted; those that are not numbers do not count
	 */
	public static DisplayRange of(final double[] values) {
		Arrays.sort(values);
		int n = values.length;
		while (n > 0 && Double.isNaN(values[n - 1]))
			n--;
		if (n == 0) return new DisplayRange(0, 1);
		final double low = values[(int) ((n - 1) * SATURATED)];
		final double high = values[(int) ((n - 1) * (1 - SATURATED))];
		if (high - low > 0 && high - low < Double.POSITIVE_INFINITY) return new DisplayRange(low, high);
		final double min = Double.isInfinite(low) ? 0 : low;
		return new DisplayRange(min, Math.max(min + 1, Math.nextUp(min)));
	}

	/** Whether some values between those of another range are neither black nor in full colour. */
	boolean tells(final DisplayRange values) {
		return values.max > min && values.min < max;
	}
}
