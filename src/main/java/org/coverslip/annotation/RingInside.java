package org.coverslip.annotation;

import java.util.Arrays;

/**
 * Tells of many points whether they lie in a ring or on it: its sides are kept by the rows that they pass, so that few
 * of them are looked at for a point. Immutable.
 */
final class RingInside {

	/** So near to a side, in pixels, a point lies on it. */
	private static final double ON_SIDE = 1e-6;
	private static final int SIDES_PER_ROW = 4;

	private final Vertices ring;
	private final Box box;
	private final double rowHeight;
	private final int[][] rows;

	RingInside(final Vertices ring) {
		this.ring = ring;
		box = ring.box();
		final int count = Math.max(1, ring.count() / SIDES_PER_ROW);
		rowHeight = box.height() / count;
		final int[] sizes = new int[count];
		for (int i = 0; i < ring.count(); i++)
			for (int row = firstRow(i, count); row <= lastRow(i, count); row++)
				sizes[row]++;
		rows = new int[count][];
		Arrays.setAll(rows, row -> new int[sizes[row]]);
		Arrays.fill(sizes, 0);
		for (int i = 0; i < ring.count(); i++)
			for (int row = firstRow(i, count); row <= lastRow(i, count); row++)
				rows[row][sizes[row]++] = i;
	}

	private int next(final int side) {
		return side + 1 == ring.count() ? 0 : side + 1;
	}

	private int firstRow(final int side, final int count) {
		return row(Math.min(ring.y(side), ring.y(next(side))) - ON_SIDE, count);
	}

	private int lastRow(final int side, final int count) {
		return row(Math.max(ring.y(side), ring.y(next(side))) + ON_SIDE, count);
	}

	private int row(final double y, final int count) {
		return rowHeight == 0 ? 0 : (int) Math.max(0, Math.min(count - 1, (y - box.y()) / rowHeight));
	}

	/** Whether a point lies in the ring by the even-odd rule, or on one of its sides. */
	boolean holds(final double x, final double y) {
		if (x < box.x() - ON_SIDE || y < box.y() - ON_SIDE || x > box.endX() + ON_SIDE || y > box.endY() + ON_SIDE)
			return false;
		boolean inside = false;
		for (final int i : rows[row(y, rows.length)]) {
			final double x1 = ring.x(i);
			final double y1 = ring.y(i);
			final double x2 = ring.x(next(i));
			final double y2 = ring.y(next(i));
			if (distance(x, y, x1, y1, x2, y2) <= ON_SIDE) return true;
			if (y1 > y != y2 > y && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) inside = !inside;
		}
		return inside;
	}

	private static double distance(final double x, final double y, final double x1, final double y1, final double x2,
		final double y2)
	{
		final double dx = x2 - x1;
		final double dy = y2 - y1;
		final double square = dx * dx + dy * dy;
		final double along =
			square == 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
		return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
	}
}
