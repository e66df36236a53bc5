package org.coverslip.annotation.geojson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.GeometryRepair;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Hundredths;

/**
 * Geometries as QuPath takes them: since 0.6 it brings what it reads to a grid of 0.01 pixels and imports nothing of a
 * file in which rings cross there, so that rounding comes first and repair after it.
 */
final class HundredthGrid {

	private static final double STEP = 0.01;

	private final Remarks remarks;

	HundredthGrid(final Remarks remarks) {
		this.remarks = remarks;
	}

	private static double rounded(final double value) {
		return Hundredths.coordinate(Hundredths.nearest(value));
	}

	/**
	 * A geometry all of whose points are multiples of 0.01. Areas are polygons then, those of ellipses too; one that is
	 * too small for the grid is a line or a point.
	 */
	Geometry rounded(final Geometry geometry) {
		return switch (geometry.kind()) {
			case POINTS -> points(geometry.points());
			case LINES -> lines(geometry.lines());
			default -> area(geometry.polygons());
		};
	}

	private static Geometry points(final Vertices points) {
		final double[] xy = points.toArray();
		for (int i = 0; i < xy.length; i++)
			xy[i] = rounded(xy[i]);
		return Geometry.points(Vertices.of(xy));
	}

	private Geometry lines(final List<Vertices> lines) {
		final List<Vertices> left = new ArrayList<>(lines.size());
		for (final Vertices line : lines) {
			final Vertices path = withoutRepeats(line);
			if (path.count() > 1) left.add(path);
		}
		if (left.size() < lines.size()) remarks.add(left.isEmpty() ? "a line shorter than 0.01 pixels became a point"
			: "a part of a line that is shorter than 0.01 pixels was left out");
		return left.isEmpty() ? points(Vertices.ofRange(lines.get(0).toArray(), 0, 1)) : Geometry.lines(left);
	}

	private Geometry area(final List<Polygon> polygons) {
		final List<Polygon> left = new ArrayList<>(polygons.size());
		double surplus = 0;
		boolean isLess = false;
		for (final Polygon polygon : polygons) {
			final Vertices shell = ring(polygon.shell());
			if (shell.count() < 3) {
				isLess = true;
				continue;
			}
			surplus += surplus(shell);
			final List<Vertices> holes = polygon.holes().isEmpty() ? List.of() : new ArrayList<>();
			for (final Vertices hole : polygon.holes()) {
				final Vertices ring = ring(hole);
				isLess |= ring.count() < 3;
				if (ring.count() < 3) continue;
				holes.add(ring);
				surplus -= 2 * Math.abs(ring.signedArea()) - surplus(ring);
			}
			left.add(new Polygon(shell, holes));
		}
		if (left.isEmpty()) return small(polygons);
		if (isLess) remarks.add("a part of an area that is smaller than 0.01 pixels was left out");
		final Geometry area = Geometry.polygons(left);
		final boolean isSound = GeometryRepair.isSound(area);
		if (isSound && surplus > 0) return area;
		final Optional<Geometry> repaired = GeometryRepair.onGrid(area, STEP);
		if (repaired.isEmpty()) return small(polygons);
		if (!isSound) remarks.add("an area whose rings touch or cross when rounded to 0.01 pixels was repaired");
		return isSound ? area : repaired.get();
	}

	/** What is left of an area of no size. */
	private Geometry small(final List<Polygon> polygons) {
		final Geometry outline = new HundredthGrid(new Remarks())
			.lines(polygons.stream().map(Polygon::shell).toList());
		remarks.add("an area narrower than 0.01 pixels became a "
			+ (outline.kind() == GeometryKind.POINTS ? "point" : "line"));
		return outline;
	}

	/**
	 * The area of a ring less the most that a grid can take away from it, which is not half a step along its way: above
	 * 0 if something of it is left for sure.
	 */
	private static double surplus(final Vertices ring) {
		double way = 0;
		for (int i = 0, last = ring.count() - 1; i < ring.count(); last = i++)
			way += Math.abs(ring.x(i) - ring.x(last)) + Math.abs(ring.y(i) - ring.y(last));
		return Math.abs(ring.signedArea()) - STEP * way;
	}

	private static Vertices ring(final Vertices ring) {
		return withoutRepeats(ring).open();
	}

	/** Rounded, without points that are the one before again. */
	private static Vertices withoutRepeats(final Vertices path) {
		final double[] xy = path.toArray();
		int count = 0;
		for (int i = 0; i < xy.length; i += 2) {
			final double x = rounded(xy[i]);
			final double y = rounded(xy[i + 1]);
			if (count > 0 && xy[2 * count - 2] == x && xy[2 * count - 1] == y) continue;
			xy[2 * count] = x;
			xy[2 * count + 1] = y;
			count++;
		}
		return Vertices.ofRange(xy, 0, count);
	}
}
