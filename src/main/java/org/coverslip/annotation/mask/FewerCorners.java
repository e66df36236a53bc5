package org.coverslip.annotation.mask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

/**
 * Leaves out corners of outlines from which the outline then lies no farther away than a tolerance: Ramer, Douglas and
 * Peucker's method, of a ring from two corners that lie far from each other. Holes that become too small for an area
 * are left out; what is left may cross.
 */
final class FewerCorners {

	private FewerCorners() {}

	/** An area with fewer corners, which may have to be repaired. */
	static Geometry of(final Geometry area, final double tolerance) {
		final List<Polygon> polygons = new ArrayList<>();
		for (final Polygon polygon : area.polygons()) {
			final Vertices shell = of(polygon.shell(), tolerance);
			final List<Vertices> holes = polygon.holes().stream().map(hole -> of(hole, tolerance))
				.filter(hole -> hole.count() > 2).toList();
			polygons.add(shell.count() > 2 ? new Polygon(shell, holes) : new Polygon(polygon.shell()));
		}
		return Geometry.polygons(polygons);
	}

	private static Vertices of(final Vertices ring, final double tolerance) {
		final int count = ring.count();
		final boolean[] kept = new boolean[count];
		int far = 0;
		for (int i = 1; i < count; i++)
			if (distance(ring, i, 0, 0) > distance(ring, far, 0, 0)) far = i;
		kept[0] = true;
		kept[far] = true;
		final Deque<int[]> ways = new ArrayDeque<>(List.of(new int[] { 0, far }, new int[] { far, count }));
		while (!ways.isEmpty()) {
			final int[] way = ways.pop();
			int farthest = -1;
			double most = tolerance;
			for (int i = way[0] + 1; i < way[1]; i++) {
				final double distance = distance(ring, i, way[0], way[1] % count);
				if (distance <= most) continue;
				most = distance;
				farthest = i;
			}
			if (farthest < 0) continue;
			kept[farthest] = true;
			ways.push(new int[] { way[0], farthest });
			ways.push(new int[] { farthest, way[1] });
		}
		final double[] xy = new double[2 * count];
		int n = 0;
		for (int i = 0; i < count; i++)
			if (kept[i]) {
				xy[2 * n] = ring.x(i);
				xy[2 * n + 1] = ring.y(i);
				n++;
			}
		return Vertices.of(Arrays.copyOf(xy, 2 * n));
	}

	/** Of a corner from the straight line between two others. */
	private static double distance(final Vertices ring, final int corner, final int from, final int to) {
		final double dx = ring.x(to) - ring.x(from);
		final double dy = ring.y(to) - ring.y(from);
		final double x = ring.x(corner) - ring.x(from);
		final double y = ring.y(corner) - ring.y(from);
		final double squared = dx * dx + dy * dy;
		final double along = squared == 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / squared));
		return Math.hypot(x - along * dx, y - along * dy);
	}
}
