package org.coverslip.geom;

/** Coordinates on a grid of 0.01 pixels, as whole numbers: 1250 is 12.5. */
public final class Hundredths {

	private static final double ONE = 100;

	/** Above it neighbouring numbers are further apart than the grid's points. */
	private static final double MOST = 1e15;

	private Hundredths() {}

	/**
	 * The nearest point of the grid.
	 *
	 * @param coordinate
	 *            what is beyond 10<sup>15</sup> counts as that
	 */
	public static long nearest(final double coordinate) {
		return (long) Math.rint(Math.max(-MOST, Math.min(MOST, coordinate)) * ONE);
	}

	/** The coordinate of a point of the grid; never -0. */
	public static double coordinate(final long hundredths) {
		return hundredths / ONE;
	}
}
