package org.coverslip.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/**
 * Areas whose rings cross themselves or each other, made such that they do not: by the JTS Topology Suite, which
 * QuPath uses too. What is sound is left as it is, point for point.
 */
public final class GeometryRepair {

	/** Rings of no more points are looked at here, each side against each, which is faster than JTS by far. */
	private static final int FEW_POINTS = 100;

	/** So often an area is put on a grid until it stays as it is there; two or three times do. */
	private static final int ATTEMPTS = 16;

	private static final GeometryFactory FACTORY = new GeometryFactory();

	private GeometryRepair() {}

	/**
	 * A geometry whose rings do not cross.
	 *
	 * @param remarks
	 *            is told if it was mended
	 * @return the same if it is sound; lines instead of an area that has no size
	 */
	public static Geometry repaired(final Geometry geometry, final Remarks remarks) {
		if (geometry.kind() != GeometryKind.POLYGONS || isSound(geometry)) return geometry;
		final org.locationtech.jts.geom.Geometry fixed = GeometryFixer.fix(toJts(geometry));
		final List<Polygon> polygons = polygons(fixed);
		if (polygons.isEmpty()) {
			remarks.add("an area of no size was taken as a line");
			return Geometry.lines(geometry.polygons().stream().map(Polygon::shell).toList());
		}
		remarks.add("a ring that crosses itself or another one was repaired");
		return Geometry.polygons(polygons);
	}

	/**
	 * An area on a grid, as QuPath takes it when it reads one: each point is on the grid, rings that cross are mended,
	 * and what is narrower than the grid is gone.
	 *
	 * @param area
	 *            sound or not
	 * @param step
	 *            of the grid, in pixels
	 * @return empty if nothing of it is left
	 */
	public static Optional<Geometry> onGrid(final Geometry area, final double step) {
		final PrecisionModel grid = new PrecisionModel(-step);
		org.locationtech.jts.geom.Geometry now = GeometryFixer.fix(toJts(area));
		for (int attempt = 0; attempt < ATTEMPTS; attempt++)
			try {
				final org.locationtech.jts.geom.Geometry reduced = GeometryPrecisionReducer.reduce(now, grid).norm();
				if (reduced.isEmpty()) return Optional.empty();
				if (reduced.equalsExact(now, step / 2)) return Optional.of(Geometry.polygons(polygons(reduced)));
				now = reduced;
			}
			catch (final IllegalArgumentException e) {
				// Where sides lie closer than the grid JTS may fail; not if their ends are on it.
				now = GeometryFixer.fix(GeometryPrecisionReducer.reducePointwise(now, grid));
			}
		final List<Polygon> polygons = polygons(now);
		return polygons.isEmpty() ? Optional.empty() : Optional.of(Geometry.polygons(polygons));
	}

	/** Whether no ring crosses itself or another one of the same geometry; points, lines and boxes are sound. */
	public static boolean isSound(final Geometry geometry) {
		if (geometry.kind() != GeometryKind.POLYGONS) return true;
		final List<Polygon> polygons = geometry.polygons();
		final Vertices first = polygons.get(0).shell();
		if (polygons.size() == 1 && polygons.get(0).holes().isEmpty() && first.count() <= FEW_POINTS
			&& first.count() >= 3)
			return isSimple(first) || new IsValidOp(toJts(geometry)).isValid();
		return new IsValidOp(toJts(geometry)).isValid();
	}

	/** Whether no two sides of a ring have a point in common, but neighbours their corner; false in case of doubt. */
	private static boolean isSimple(final Vertices ring) {
		final int count = ring.count();
		final double[] xy = ring.toArray();
		for (int i = 0; i < count; i++) {
			final int i2 = i + 1 == count ? 0 : i + 1;
			if (turn(xy, i, i2, i2 + 1 == count ? 0 : i2 + 1) == 0) return false;
			final double minX = Math.min(xy[2 * i], xy[2 * i2]);
			final double maxX = Math.max(xy[2 * i], xy[2 * i2]);
			final double minY = Math.min(xy[2 * i + 1], xy[2 * i2 + 1]);
			final double maxY = Math.max(xy[2 * i + 1], xy[2 * i2 + 1]);
			for (int k = i + 2; k < count; k++) {
				final int k2 = k + 1 == count ? 0 : k + 1;
				if (k2 == i || areBeside(xy[2 * k], xy[2 * k2], minX, maxX)
					|| areBeside(xy[2 * k + 1], xy[2 * k2 + 1], minY, maxY)) continue;
				if (turn(xy, i, i2, k) * turn(xy, i, i2, k2) <= 0 && turn(xy, k, k2, i) * turn(xy, k, k2, i2) <= 0)
					return false;
			}
		}
		return true;
	}

	/** Whether two numbers are both less or both more than a range. */
	private static boolean areBeside(final double a, final double b, final double min, final double max) {
		return a < min && b < min || a > max && b > max;
	}

	/** To which side the way from a over b to c turns: above or below 0, or 0 if it goes straight on or back. */
	private static int turn(final double[] xy, final int a, final int b, final int c) {
		final double ax = xy[2 * a];
		final double ay = xy[2 * a + 1];
		return (int) Math.signum(
			(xy[2 * b] - ax) * (xy[2 * c + 1] - ay) - (xy[2 * b + 1] - ay) * (xy[2 * c] - ax));
	}

	/** An area as JTS has it, valid or not. */
	static org.locationtech.jts.geom.Geometry toJts(final Geometry area) {
		final List<Polygon> polygons = area.polygons();
		final org.locationtech.jts.geom.Polygon[] made = new org.locationtech.jts.geom.Polygon[polygons.size()];
		for (int i = 0; i < made.length; i++)
			made[i] = FACTORY.createPolygon(ring(polygons.get(i).shell()),
				polygons.get(i).holes().stream().map(GeometryRepair::ring).toArray(LinearRing[]::new));
		return made.length == 1 ? made[0] : FACTORY.createMultiPolygon(made);
	}

	/** JTS wants four points at least, the last as the first; fewer are taken several times. */
	private static LinearRing ring(final Vertices vertices) {
		final Vertices open = vertices.open();
		final Coordinate[] points = new Coordinate[Math.max(open.count() + 1, 4)];
		for (int i = 0; i < points.length; i++) {
			final int from = i < open.count() ? i : 0;
			points[i] = new Coordinate(open.x(from), open.y(from));
		}
		return FACTORY.createLinearRing(points);
	}

	static List<Polygon> polygons(final org.locationtech.jts.geom.Geometry geometry) {
		final List<Polygon> found = new ArrayList<>();
		for (int i = 0; i < geometry.getNumGeometries(); i++)
			if (geometry.getGeometryN(i) instanceof org.locationtech.jts.geom.Polygon polygon && !polygon.isEmpty()) {
				final List<Vertices> holes = new ArrayList<>();
				for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++)
					holes.add(vertices(polygon.getInteriorRingN(hole)));
				found.add(new Polygon(vertices(polygon.getExteriorRing()), holes));
			}
		return found;
	}

	private static Vertices vertices(final LinearRing ring) {
		final double[] xy = new double[2 * ring.getNumPoints()];
		for (int i = 0; i < ring.getNumPoints(); i++) {
			xy[2 * i] = ring.getCoordinateN(i).getX();
			xy[2 * i + 1] = ring.getCoordinateN(i).getY();
		}
		return Vertices.of(xy).open();
	}
}
