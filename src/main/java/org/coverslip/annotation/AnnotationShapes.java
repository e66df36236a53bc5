package org.coverslip.annotation;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Geometries as Java's shapes, in level-0 pixels. */
public final class AnnotationShapes {

	/** Side of what stands for a point, in pixels: less than differs in any format. */
	private static final double POINT = 0.002;

	private AnnotationShapes() {}

	/** A polygon with its holes, by the even-odd rule. */
	public static Shape of(final Polygon polygon) {
		final Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
		addRing(polygon.shell(), path);
		polygon.holes().forEach(hole -> addRing(hole, path));
		return path;
	}

	private static void addRing(final Vertices ring, final Path2D path) {
		path.moveTo(ring.x(0), ring.y(0));
		for (int i = 1; i < ring.count(); i++)
			path.lineTo(ring.x(i), ring.y(i));
		path.closePath();
	}

	/** All polygons of an area as one shape. */
	public static Shape ofArea(final Geometry geometry) {
		final Path2D.Double all = new Path2D.Double(Path2D.WIND_EVEN_ODD);
		geometry.polygons().forEach(polygon -> all.append(of(polygon), false));
		return all;
	}

	/** The polygons of an area, or squares right and below of points, which stand for them; none for lines. */
	public static List<Shape> ofAreasAndPoints(final Geometry geometry) {
		final List<Shape> shapes = new ArrayList<>();
		geometry.polygons().forEach(polygon -> shapes.add(of(polygon)));
		if (geometry.kind() == GeometryKind.POINTS) for (int i = 0; i < geometry.points().count(); i++)
			shapes.add(new Rectangle2D.Double(geometry.points().x(i), geometry.points().y(i), POINT, POINT));
		return shapes;
	}
}
