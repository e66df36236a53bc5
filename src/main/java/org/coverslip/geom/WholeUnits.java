package org.coverslip.geom;

/** Coordinates and lengths as whole numbers of a unit: pixels or nanometres, as files hold them. */
public final class WholeUnits {

	private WholeUnits() {}

	/** The nearest whole number, the even one of two; what is beyond a long counts as the last of that. */
	public static long nearest(final double value) {
		return (long) Math.rint(value);
	}
}
