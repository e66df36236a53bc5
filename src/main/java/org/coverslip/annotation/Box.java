package org.coverslip.annotation;

import org.coverslip.geom.Region;

/**
 * A box with sides along the slide's, in level-0 pixels; not rounded.
 *
 * @param x
 *            left edge
 * @param y
 *            upper edge
 * @param width
 *            &ge; 0
 * @param height
 *            &ge; 0
 */
public record Box(double x, double y, double width, double height) {

	public Box {
		if (!(width >= 0 && height >= 0 && Double.isFinite(x + width) && Double.isFinite(y + height)))
			throw new IllegalArgumentException("a box of " + width + " x " + height + " at " + x + ", " + y);
	}

	/** The box with two opposite corners, in any order. */
	public static Box between(final double x1, final double y1, final double x2, final double y2) {
		return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
	}

	public double endX() {
		return x + width;
	}

	public double endY() {
		return y + height;
	}

	public Box union(final Box other) {
		return between(Math.min(x, other.x), Math.min(y, other.y), Math.max(endX(), other.endX()),
			Math.max(endY(), other.endY()));
	}

	/** Whether all of another box lies in this one; edges may touch. */
	public boolean contains(final Box other) {
		return x <= other.x && y <= other.y && other.endX() <= endX() && other.endY() <= endY();
	}

	/** The smallest region of whole pixels that holds the box. */
	public Region region() {
		return Region.covering(x, y, endX(), endY());
	}
}
