package org.coverslip.annotation;

import java.util.Arrays;
import java.util.List;

/** Collects points; for one thread. */
public final class VertexList {

	private double[] xy = new double[64];
	private int count;

	public void clear() {
		count = 0;
	}

	/** Adds a point. */
	public void add(final double x, final double y) {
		if (2 * count == xy.length) xy = Arrays.copyOf(xy, Math.multiplyExact(2, xy.length));
		xy[2 * count] = x;
		xy[2 * count++ + 1] = y;
	}

	/** Adds a point unless it is the last one again. */
	public void addNew(final double x, final double y) {
		if (count == 0 || xy[2 * count - 2] != x || xy[2 * count - 1] != y) add(x, y);
	}

	public int count() {
		return count;
	}

	public boolean isEmpty() {
		return count == 0;
	}

	/**
	 * All points.
	 *
	 * @throws IllegalArgumentException
	 *             if there is none
	 */
	public Vertices vertices() {
		return Vertices.of(xy.length == 2 * count ? xy : Arrays.copyOf(xy, 2 * count), count);
	}

	/** One point as a point, two as a line, more as an area. */
	public Geometry byCount() {
		final Vertices vertices = vertices();
		return switch (vertices.open().count()) {
			case 1 -> Geometry.points(vertices.open());
			case 2 -> Geometry.lines(List.of(vertices));
			default -> Geometry.polygon(vertices);
		};
	}

	/** The box of which these are two opposite corners, or all four; null if they are not. */
	public Box corners() {
		if (count < 2) return null;
		final Box box = vertices().box();
		final Vertices open = vertices().open();
		if (open.count() == 2) return box;
		if (open.count() != 4) return null;
		for (int i = 0; i < 4; i++) {
			final int next = (i + 1) % 4;
			final boolean alongX = open.y(i) == open.y(next) && open.x(i) != open.x(next);
			final boolean alongY = open.x(i) == open.x(next) && open.y(i) != open.y(next);
			if (!alongX && !alongY) return null;
		}
		return box;
	}
}
