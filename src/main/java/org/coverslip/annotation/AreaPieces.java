package org.coverslip.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Areas cut at boxes, compared, and joined, by the JTS Topology Suite. All geometries are areas. */
public final class AreaPieces {

	private static final GeometryFactory FACTORY = new GeometryFactory();

	private AreaPieces() {}

	/** What of an area lies in a box; empty if nothing with a size does. */
	public static Optional<Geometry> clipped(final Geometry area, final Box box) {
		final List<Polygon> polygons = GeometryRepair.polygons(intersection(sound(area), jts(box)));
		return polygons.isEmpty() ? Optional.empty() : Optional.of(Geometry.polygons(polygons));
	}

	/** What of several areas is in one of them at least, without needless corners where they met. */
	public static Geometry union(final List<Geometry> areas) {
		final org.locationtech.jts.geom.Geometry union =
			UnaryUnionOp.union(areas.stream().map(AreaPieces::sound).toList());
		return Geometry.polygons(GeometryRepair.polygons(union).stream()
			.map(polygon -> polygon.map(AreaPieces::withoutStraightCorners)).toList());
	}

	/** Whether more than half of an area lies in another one. */
	public static boolean isMostlyIn(final Geometry area, final Geometry other) {
		return isMostlyIn(sound(area), sound(other));
	}

	/**
	 * Whether two areas seem to be the same thing where both were seen: a piece of one in a strip lies mostly in the
	 * other.
	 */
	public static boolean meetIn(final Geometry one, final Geometry other, final Box strip) {
		final org.locationtech.jts.geom.Geometry here = intersection(sound(one), jts(strip));
		final org.locationtech.jts.geom.Geometry there = intersection(sound(other), jts(strip));
		return somePieceIsIn(here, there) || somePieceIsIn(there, here);
	}

	/** Whether they have a point in common, at least. */
	public static boolean touch(final Geometry one, final Geometry other) {
		return sound(one).intersects(sound(other));
	}

	private static boolean somePieceIsIn(final org.locationtech.jts.geom.Geometry pieces,
		final org.locationtech.jts.geom.Geometry other)
	{
		for (int i = 0; i < pieces.getNumGeometries(); i++)
			if (isMostlyIn(pieces.getGeometryN(i), other)) return true;
		return false;
	}

	private static boolean isMostlyIn(final org.locationtech.jts.geom.Geometry area,
		final org.locationtech.jts.geom.Geometry other)
	{
		return area.getArea() > 0 && area.getEnvelopeInternal().intersects(other.getEnvelopeInternal())
			&& 2 * intersection(area, other).getArea() > area.getArea();
	}

	private static org.locationtech.jts.geom.Geometry intersection(final org.locationtech.jts.geom.Geometry one,
		final org.locationtech.jts.geom.Geometry other)
	{
		return areas(OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION));
	}

	/** Without lines and points, where others only touch. */
	private static org.locationtech.jts.geom.Geometry areas(final org.locationtech.jts.geom.Geometry geometry) {
		if (geometry instanceof Polygonal) return geometry;
		final List<org.locationtech.jts.geom.Polygon> polygons = new ArrayList<>();
		for (int i = 0; i < geometry.getNumGeometries(); i++)
			if (geometry.getGeometryN(i) instanceof org.locationtech.jts.geom.Polygon polygon) polygons.add(polygon);
		return FACTORY.createMultiPolygon(polygons.toArray(org.locationtech.jts.geom.Polygon[]::new));
	}

	private static org.locationtech.jts.geom.Geometry sound(final Geometry area) {
		final Geometry polygons = Geometry.polygons(area.polygons());
		return GeometryRepair.toJts(GeometryRepair.repaired(polygons, new Remarks()));
	}

	private static org.locationtech.jts.geom.Geometry jts(final Box box) {
		return FACTORY.toGeometry(new Envelope(new Coordinate(box.x(), box.y()),
			new Coordinate(box.endX(), box.endY())));
	}

	private static Vertices withoutStraightCorners(final Vertices ring) {
		final int count = ring.count();
		final List<Integer> kept = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int before = kept.isEmpty() ? count - 1 : kept.get(kept.size() - 1);
			final int after = (i + 1) % count;
			final double cross = (ring.x(i) - ring.x(before)) * (ring.y(after) - ring.y(i))
				- (ring.y(i) - ring.y(before)) * (ring.x(after) - ring.x(i));
			if (cross != 0) kept.add(i);
		}
		if (kept.size() < 3) return ring;
		final double[] xy = new double[2 * kept.size()];
		for (int i = 0; i < kept.size(); i++) {
			xy[2 * i] = ring.x(kept.get(i));
			xy[2 * i + 1] = ring.y(kept.get(i));
		}
		return Vertices.of(xy);
	}
}
