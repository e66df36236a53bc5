package org.coverslip.annotation.ome;

import java.util.List;
import java.util.OptionalInt;

import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

/**
 * A shape of a ROI.
 *
 * @param geometry
 *            of one part
 * @param stroke
 *            0xRRGGBB, if it is stated
 * @param text
 *            or ""
 */
record OmeShape(Geometry geometry, AnnotationPlane plane, OptionalInt stroke, String text, boolean isLocked) {

	/**
	 * x' = a00 x + a01 y + a02, y' = a10 x + a11 y + a12; source: AffineTransform of the schema.
	 */
	record Transform(double a00, double a10, double a01, double a11, double a02, double a12) {

		Geometry of(final Geometry geometry) {
			return switch (geometry.kind()) {
				case POINTS -> Geometry.points(of(geometry.points()));
				case LINES -> Geometry.lines(geometry.lines().stream().map(this::of).toList());
				case POLYGONS -> polygons(geometry.polygons());
				case RECTANGLE -> keepsBoxes() ? Geometry.rectangle(of(geometry.box())) : polygons(geometry.polygons());
				case ELLIPSE -> keepsBoxes() ? Geometry.ellipse(of(geometry.box())) : polygons(geometry.polygons());
			};
		}

		private boolean keepsBoxes() {
			return a01 == 0 && a10 == 0 || a00 == 0 && a11 == 0;
		}

		private Geometry polygons(final List<Polygon> polygons) {
			return Geometry.polygons(polygons.stream()
				.map(each -> new Polygon(of(each.shell()), each.holes().stream().map(this::of).toList())).toList());
		}

		private Box of(final Box box) {
			return of(Vertices.ofBox(box)).box();
		}

		private Vertices of(final Vertices path) {
			final double[] xy = new double[2 * path.count()];
			for (int i = 0; i < path.count(); i++) {
				xy[2 * i] = a00 * path.x(i) + a01 * path.y(i) + a02;
				xy[2 * i + 1] = a10 * path.x(i) + a11 * path.y(i) + a12;
			}
			return Vertices.of(xy);
		}
	}
}
