package org.coverslip.geom;

/**
 * Which pixels of a row or column have their middle on which side of a position: pixel {@code i} reaches from {@code i}
 * to {@code i + 1} and has its middle at {@code i + 0.5}.
 */
public final class PixelCentres {

	private PixelCentres() {}

	/** The first pixel whose middle does not lie before a position. */
	public static long notBefore(final double position) {
		return (long) Math.ceil(position - 0.5);
	}

	/** As {@link #notBefore}, but no less and no more than two limits. */
	public static int notBefore(final double position, final int least, final int most) {
		return (int) Math.max(least, Math.min(most, Math.ceil(position - 0.5)));
	}
}
