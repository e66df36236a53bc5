package org.coverslip.annotation.mask;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

/** Lines and points as areas: what lies within half a width of them, with round ends and corners. */
final class DrawnLines {

	/** A round end is so many sides of a polygon around it. */
	private static final int SIDES = 16;

	private DrawnLines() {}

	/**
	 * The areas, which overlap at corners.
	 *
	 * @param geometry
	 *            lines or points
	 * @param width
	 *            in level-0 pixels, &gt; 0
	 */
	static List<Polygon> polygons(final Geometry geometry, final double width) {
		final List<Polygon> drawn = new ArrayList<>();
		if (geometry.kind() == GeometryKind.POINTS) {
			final Vertices points = geometry.points();
			for (int i = 0; i < points.count(); i++)
				drawn.add(stroke(points, i, i, width / 2));
			return drawn;
		}
		for (final Vertices line : geometry.lines())
			for (int i = 0; i < Math.max(1, line.count() - 1); i++)
				drawn.add(stroke(line, i, Math.min(i + 1, line.count() - 1), width / 2));
		return drawn;
	}

	/** A half circle around either end. */
	private static Polygon stroke(final Vertices line, final int from, final int to, final double radius) {
		final double along = Math.atan2(line.y(to) - line.y(from), line.x(to) - line.x(from));
		final double[] xy = new double[4 * (SIDES + 1)];
		int at = 0;
		for (int i = 0; i <= SIDES; i++) {
			final double angle = along - Math.PI / 2 + Math.PI * i / SIDES;
			xy[at++] = line.x(to) + radius * Math.cos(angle);
			xy[at++] = line.y(to) + radius * Math.sin(angle);
		}
		for (int i = 0; i <= SIDES; i++) {
			final double angle = along + Math.PI / 2 + Math.PI * i / SIDES;
			xy[at++] = line.x(from) + radius * Math.cos(angle);
			xy[at++] = line.y(from) + radius * Math.sin(angle);
		}
		return new Polygon(Vertices.of(xy));
	}
}
