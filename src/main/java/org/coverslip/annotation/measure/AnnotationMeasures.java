package org.coverslip.annotation.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;
import org.coverslip.slide.PixelSize;

/**
 * How large an annotation is and where.
 *
 * @param x0
 *            its centre of mass in level-0 pixels: of the area, of the length of lines, or the mean of points
 * @param y0
 *            likewise
 * @param parts
 *            how many polygons, lines or points it is
 * @param areaPx
 *            in square level-0 pixels, without holes; empty for lines and points
 * @param areaUm2
 *            in square micrometres; empty also where the size of pixels is not known
 * @param lengthPx
 *            the length of lines, or the perimeter of areas with that of their holes, in level-0 pixels; empty for
 *            points
 * @param lengthUm
 *            in micrometres; empty also where the size of pixels is not known
 */
public record AnnotationMeasures(double x0, double y0, int parts, OptionalDouble areaPx, OptionalDouble areaUm2,
	OptionalDouble lengthPx, OptionalDouble lengthUm)
{

	/**
	 * Measures an annotation.
	 *
	 * @param pixel
	 *            the size of a level-0 pixel, if it is known
	 */
	public static AnnotationMeasures of(final Annotation annotation, final Optional<PixelSize> pixel) {
		final Geometry geometry = annotation.geometry();
		final List<Polygon> polygons = geometry.polygons();
		final Centre centre = new Centre();
		OptionalDouble area = OptionalDouble.empty();
		final int parts;
		if (geometry.kind().isArea()) {
			polygons.forEach(centre::area);
			area = OptionalDouble.of(geometry.area());
			parts = polygons.size();
		}
		else if (geometry.kind() == GeometryKind.LINES) {
			geometry.lines().forEach(centre::line);
			parts = geometry.lines().size();
		}
		else {
			centre.points(geometry.points());
			parts = geometry.points().count();
		}
		if (!centre.isKnown()) // an area or a line of no size
			(geometry.kind().isArea() ? polygons.stream().map(Polygon::shell) : geometry.lines().stream())
				.forEach(centre::points);
		final OptionalDouble areaUm2 = area.isEmpty() || pixel.isEmpty() ? OptionalDouble.empty()
			: OptionalDouble.of(area.getAsDouble() * pixel.get().xUm() * pixel.get().yUm());
		if (geometry.kind() == GeometryKind.POINTS) return new AnnotationMeasures(centre.x(), centre.y(), parts, area,
			areaUm2, OptionalDouble.empty(), OptionalDouble.empty());
		return new AnnotationMeasures(centre.x(), centre.y(), parts, area, areaUm2,
			OptionalDouble.of(geometry.length(1, 1)),
			pixel.isEmpty() ? OptionalDouble.empty()
				: OptionalDouble.of(geometry.length(pixel.get().xUm(), pixel.get().yUm())));
	}

	/** Adds up masses and where they lie, relative to the first point, so that nothing is lost far from the corner. */
	private static final class Centre {

		private double originX = Double.NaN;
		private double originY;
		private double mass;
		private double sumX;
		private double sumY;

		boolean isKnown() {
			return mass > 0;
		}

		double x() {
			return originX + sumX / mass;
		}

		double y() {
			return originY + sumY / mass;
		}

		private void begin(final Vertices points) {
			if (!Double.isNaN(originX)) return;
			originX = points.x(0);
			originY = points.y(0);
		}

		void area(final Polygon polygon) {
			ring(polygon.shell(), 1);
			polygon.holes().forEach(hole -> ring(hole, -1));
		}

		private void ring(final Vertices ring, final int sign) {
			begin(ring);
			final double turn = sign * Math.signum(ring.signedArea());
			double beforeX = ring.x(ring.count() - 1) - originX;
			double beforeY = ring.y(ring.count() - 1) - originY;
			for (int i = 0; i < ring.count(); i++) {
				final double x = ring.x(i) - originX;
				final double y = ring.y(i) - originY;
				final double twice = turn * (beforeX * y - x * beforeY);
				mass += twice / 2;
				sumX += twice * (beforeX + x) / 6;
				sumY += twice * (beforeY + y) / 6;
				beforeX = x;
				beforeY = y;
			}
		}

		void line(final Vertices line) {
			begin(line);
			for (int i = 1; i < line.count(); i++) {
				final double length = Math.hypot(line.x(i) - line.x(i - 1), line.y(i) - line.y(i - 1));
				mass += length;
				sumX += length * ((line.x(i) + line.x(i - 1)) / 2 - originX);
				sumY += length * ((line.y(i) + line.y(i - 1)) / 2 - originY);
			}
		}

		void points(final Vertices points) {
			begin(points);
			mass += points.count();
			for (int i = 0; i < points.count(); i++) {
				sumX += points.x(i) - originX;
				sumY += points.y(i) - originY;
			}
		}
	}
}
