package org.coverslip.geom;

/**
 * Grows to the smallest box of real coordinates around the boxes that were added, and tells how many whole pixels it
 * reaches into. For one thread.
 */
public final class RealExtent {

	private double left = Double.POSITIVE_INFINITY;
	private double top = Double.POSITIVE_INFINITY;
	private double right = Double.NEGATIVE_INFINITY;
	private double bottom = Double.NEGATIVE_INFINITY;

	/** Adds a box. */
	public void add(final double x, final double y, final double width, final double height) {
		left = Math.min(left, x);
		top = Math.min(top, y);
		right = Math.max(right, x + width);
		bottom = Math.max(bottom, y + height);
	}

	/**
	 * The first whole column right of all boxes. The order of the operations is that of OpenSlide's
	 * {@code ceil(x + w)}, so that both round the same number.
	 */
	public long endX() {
		return (long) Math.ceil(left + (right - left));
	}

	/** The first whole row below all boxes, likewise. */
	public long endY() {
		return (long) Math.ceil(top + (bottom - top));
	}

	/** The first whole position that is not left of a real one. */
	public static long wholeAbove(final double position) {
		return (long) Math.ceil(position);
	}

	/** The whole position nearest to a real one, halves upwards. */
	public static long nearest(final double position) {
		return Math.round(position);
	}
}
