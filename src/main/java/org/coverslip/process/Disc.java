package org.coverslip.process;

/**
 * The pixels around one that ImageJ's rank filters take for a radius: those whose squared distance is not above that of
 * the radius, rounded down, plus 1. So the radius 0.5 means 3 x 3 pixels without corners, 1.5 all of them but no more,
 * and 2 means 5 x 5 without corners. Radii from 1.5 to 1.75 count as 1.75, from 2.5 to 2.85 as 2.85 (ImageJ's
 * documentation of <i>Process &gt; Filters</i>, and its results).
 *
 * @param reaches
 *            how far it reaches to the left and right, by the distance of rows from the middle one
 */
record Disc(int[] reaches) {

	/** Against an inexact root. */
	private static final double A_LITTLE = 1e-10;

	static Disc ofRadius(final double radius) {
		final double counted = radius >= 1.5 && radius < 1.75 ? 1.75 : radius >= 2.5 && radius < 2.85 ? 2.85 : radius;
		final int square = (int) (counted * counted) + 1;
		final int[] reaches = new int[(int) (Math.sqrt(square) + A_LITTLE) + 1];
		for (int dy = 0; dy < reaches.length; dy++)
			reaches[dy] = (int) (Math.sqrt(square - dy * dy) + A_LITTLE);
		return new Disc(reaches);
	}

	/** How many rows above and below, and columns left and right, belong to it. */
	int radius() {
		return reaches.length - 1;
	}

	/** How many pixels it has; an odd number. */
	int count() {
		int count = 2 * reaches[0] + 1;
		for (int dy = 1; dy < reaches.length; dy++)
			count += 2 * (2 * reaches[dy] + 1);
		return count;
	}
}
