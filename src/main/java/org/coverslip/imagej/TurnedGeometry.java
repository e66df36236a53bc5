package org.coverslip.imagej;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

/** Geometries in other pixels, to which a transform leads that scales, moves, flips, and turns by quarters only. */
final class TurnedGeometry {

	private final AffineTransform transform;

	TurnedGeometry(final AffineTransform transform) {
		this.transform = transform;
	}

	Geometry of(final Geometry geometry) {
		return switch (geometry.kind()) {
			case POINTS -> Geometry.points(of(geometry.points()));
			case LINES -> Geometry.lines(geometry.lines().stream().map(this::of).toList());
			case POLYGONS -> Geometry.polygons(geometry.polygons().stream().map(this::of).toList());
			case RECTANGLE -> Geometry.rectangle(of(geometry.box()));
			case ELLIPSE -> Geometry.ellipse(of(geometry.box()));
		};
	}

	private Polygon of(final Polygon polygon) {
		final List<Vertices> holes = polygon.holes().stream().map(this::of).toList();
		return new Polygon(of(polygon.shell()), holes);
	}

	private Vertices of(final Vertices vertices) {
		final double[] xy = vertices.toArray();
		transform.transform(xy, 0, xy, 0, vertices.count());
		return Vertices.of(xy);
	}

	private Box of(final Box box) {
		final double[] corners = { box.x(), box.y(), box.endX(), box.endY() };
		transform.transform(corners, 0, corners, 0, 2);
		return Box.between(corners[0], corners[1], corners[2], corners[3]);
	}

	/** The smallest box around a rectangle. */
	Rectangle2D.Double of(final Rectangle2D rectangle) {
		final Box box = of(new Box(rectangle.getX(), rectangle.getY(), Math.max(0, rectangle.getWidth()),
			Math.max(0, rectangle.getHeight())));
		return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
	}
}
