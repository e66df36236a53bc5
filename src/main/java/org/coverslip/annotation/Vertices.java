package org.coverslip.annotation;

import java.util.Arrays;

/**
 * Points in their order, in level-0 pixels: a ring, a line, or a set of points. Immutable.
 * <p>
 * A ring is kept open: its last point is not its first again.
 */
public final class Vertices {

	private final double[] xy;

	private Vertices(final double[] xy) {
		this.xy = xy;
	}

	/**
	 * Points.
	 *
	 * @param xy
	 *            x and y in turn; copied
	 * @throws IllegalArgumentException
	 *             if there is an odd number, none, or one that is not finite
	 */
	public static Vertices of(final double... xy) {
		return of(xy, xy.length / 2, xy.length);
	}

	/**
	 * The first points of an array.
	 *
	 * @param xy
	 *            x and y in turn; copied
	 * @param count
	 *            how many points, &ge; 1
	 */
	public static Vertices of(final double[] xy, final int count) {
		return of(xy, count, 2 * count);
	}

	/**
	 * Some of an array's points.
	 *
	 * @param xy
	 *            x and y in turn; copied
	 * @param from
	 *            number of the first point
	 * @param count
	 *            how many points, &ge; 1
	 */
	public static Vertices ofRange(final double[] xy, final int from, final int count) {
		if (count < 1) throw new IllegalArgumentException(count + " points");
		final double[] range = Arrays.copyOfRange(xy, 2 * from, 2 * (from + count));
		for (final double coordinate : range)
			if (!Double.isFinite(coordinate)) throw new IllegalArgumentException("a coordinate of " + coordinate);
		return new Vertices(range);
	}

	private static Vertices of(final double[] xy, final int count, final int length) {
		if (count < 1 || length != 2 * count) throw new IllegalArgumentException(length + " numbers for points");
		for (int i = 0; i < length; i++)
			if (!Double.isFinite(xy[i])) throw new IllegalArgumentException("a coordinate of " + xy[i]);
		return new Vertices(Arrays.copyOf(xy, length));
	}

	/** The corners of a box, from its first one on around it. */
	public static Vertices ofBox(final Box box) {
		return new Vertices(new double[] { box.x(), box.y(), box.endX(), box.y(), box.endX(), box.endY(), box.x(),
			box.endY() });
	}

	/** How many points there are, &ge; 1. */
	public int count() {
		return xy.length / 2;
	}

	public double x(final int index) {
		return xy[2 * index];
	}

	public double y(final int index) {
		return xy[2 * index + 1];
	}

	/** x and y in turn; a copy. */
	public double[] toArray() {
		return xy.clone();
	}

	/** Whether the last point is the first one again. */
	public boolean isClosed() {
		return count() > 1 && x(0) == x(count() - 1) && y(0) == y(count() - 1);
	}

	/** The same without points at the end that are the first one again; one at least remains. */
	public Vertices open() {
		int count = count();
		while (count > 1 && x(0) == x(count - 1) && y(0) == y(count - 1))
			count--;
		return count == count() ? this : new Vertices(Arrays.copyOf(xy, 2 * count));
	}

	/** The smallest box around all points; its sides may be 0. */
	public Box box() {
		double minX = xy[0];
		double minY = xy[1];
		double maxX = minX;
		double maxY = minY;
		for (int i = 2; i < xy.length; i += 2) {
			minX = Math.min(minX, xy[i]);
			maxX = Math.max(maxX, xy[i]);
			minY = Math.min(minY, xy[i + 1]);
			maxY = Math.max(maxY, xy[i + 1]);
		}
		return Box.between(minX, minY, maxX, maxY);
	}

	/**
	 * The area that the ring encloses, in square pixels; below 0 if its points go around it against the clock, as it is
	 * seen with y downwards.
	 */
	public double signedArea() {
		// Relative to the first point: far from the slide's corner the products would lose what matters.
		final double x0 = xy[0];
		final double y0 = xy[1];
		double twice = 0;
		for (int i = 2; i + 3 < xy.length; i += 2)
			twice += (xy[i] - x0) * (xy[i + 3] - y0) - (xy[i + 2] - x0) * (xy[i + 1] - y0);
		return twice / 2;
	}

	/** The length of the way from point to point, in pixels of which {@code x} is {@code unitX} wide. */
	public double length(final boolean closed, final double unitX, final double unitY) {
		double sum = 0;
		for (int i = 2; i < xy.length; i += 2)
			sum += Math.hypot((xy[i] - xy[i - 2]) * unitX, (xy[i + 1] - xy[i - 1]) * unitY);
		if (closed)
			sum += Math.hypot((xy[0] - xy[xy.length - 2]) * unitX, (xy[1] - xy[xy.length - 1]) * unitY);
		return sum;
	}

	/** Whether a point lies in the ring, by the even-odd rule. */
	public boolean encloses(final double px, final double py) {
		boolean inside = false;
		for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
			if (xy[i + 1] > py != xy[j + 1] > py
				&& px < (xy[j] - xy[i]) * (py - xy[i + 1]) / (xy[j + 1] - xy[i + 1]) + xy[i]) inside = !inside;
		return inside;
	}

	public Vertices reversed() {
		final double[] turned = new double[xy.length];
		for (int i = 0; i < xy.length; i += 2) {
			turned[xy.length - 2 - i] = xy[i];
			turned[xy.length - 1 - i] = xy[i + 1];
		}
		return new Vertices(turned);
	}

	/** Each point times a factor, and then moved. */
	public Vertices scaledAndMoved(final double factorX, final double factorY, final double dx, final double dy) {
		final double[] moved = new double[xy.length];
		for (int i = 0; i < xy.length; i += 2) {
			moved[i] = xy[i] * factorX + dx;
			moved[i + 1] = xy[i + 1] * factorY + dy;
		}
		return new Vertices(moved);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Vertices that && Arrays.equals(xy, that.xy);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(xy);
	}

	@Override
	public String toString() {
		return Arrays.toString(xy);
	}
}
