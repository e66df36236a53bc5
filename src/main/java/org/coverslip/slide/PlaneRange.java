package org.coverslip.slide;

/**
 * Focal planes, or time points, from one number up to another.
 *
 * @param begin
 *            first number, &ge; 0
 * @param end
 *            one more than the last, &gt; begin
 */
public record PlaneRange(int begin, int end) {

	public PlaneRange {
		if (begin < 0 || end <= begin)
			throw new IllegalArgumentException("a range from " + begin + " to before " + end);
	}

	/** One number alone. */
	public static PlaneRange only(final int number) {
		return new PlaneRange(number, number + 1);
	}
}
