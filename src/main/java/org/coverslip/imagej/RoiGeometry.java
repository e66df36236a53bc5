package org.coverslip.imagej;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.RingNesting;
import org.coverslip.annotation.Vertices;

import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;

/**
 * Geometries as ImageJ's regions of interest, and back: in the pixels of one image.
 * <p>
 * A geometry counts from pixel corners. So does ImageJ with the corners of areas; lines and points it counts from pixel
 * centres, unless they are parts of a composite ({@code ij.gui.ShapeRoi} draws its path as it is). ImageJ's
 * polygons, lines and points have 32-bit floats, which are exact to 1/256 pixel up to 131072.
 */
final class RoiGeometry {

	/** ImageJ's files have no more points in a polygon or line; composites may have any number (RoiEncoder, 1.54p). */
	private static final int MOST_POINTS = 65535;

	/** How far straight pieces may lie from the curve for which they stand, in pixels. */
	private static final double FLATNESS = 0.05;

	private static final double CENTRE = 0.5;

	private RoiGeometry() {}

	/**
	 * A region of interest without attributes. Its places are never whole numbers of ImageJ's, which lose what lies
	 * beyond 60535 pixels when it is saved (RoiEncoder and RoiDecoder, 1.54p).
	 */
	static Roi roi(final Geometry geometry) {
		final Box box = geometry.box();
		return switch (geometry.kind()) {
			case POINTS -> points(geometry.points());
			case LINES -> lines(geometry.lines());
			case POLYGONS -> polygons(geometry.polygons());
			case RECTANGLE -> new Roi(box.x(), box.y(), box.width(), box.height());
			case ELLIPSE -> new OvalRoi(box.x(), box.y(), box.width(), box.height());
		};
	}

	private static Roi points(final Vertices points) {
		return new PointRoi(xs(points, CENTRE), ys(points, CENTRE));
	}

	private static Roi lines(final List<Vertices> lines) {
		final Vertices first = lines.get(0);
		if (lines.size() > 1 || first.count() > MOST_POINTS) return composite(lines, false);
		if (first.count() == 2) return new Line(first.x(0) - CENTRE, first.y(0) - CENTRE, first.x(1) - CENTRE,
			first.y(1) - CENTRE);
		return new PolygonRoi(xs(first, CENTRE), ys(first, CENTRE), Roi.POLYLINE);
	}

	private static Roi polygons(final List<Polygon> polygons) {
		final Polygon first = polygons.get(0);
		if (polygons.size() == 1 && first.holes().isEmpty() && first.shell().count() <= MOST_POINTS)
			return new PolygonRoi(xs(first.shell(), 0), ys(first.shell(), 0), Roi.POLYGON);
		final List<Vertices> rings = new ArrayList<>();
		for (final Polygon polygon : polygons) {
			rings.add(polygon.shell());
			rings.addAll(polygon.holes());
		}
		return composite(rings, true);
	}

	private static Roi composite(final List<Vertices> paths, final boolean closed) {
		final Path2D.Double all = new Path2D.Double(Path2D.WIND_EVEN_ODD);
		for (final Vertices path : paths) {
			all.moveTo(path.x(0), path.y(0));
			for (int i = 1; i < path.count(); i++)
				all.lineTo(path.x(i), path.y(i));
			if (closed) all.closePath();
		}
		return new ShapeRoi(all);
	}

	private static float[] xs(final Vertices vertices, final double centre) {
		final float[] xs = new float[vertices.count()];
		for (int i = 0; i < xs.length; i++)
			xs[i] = (float) (vertices.x(i) - centre);
		return xs;
	}

	private static float[] ys(final Vertices vertices, final double centre) {
		final float[] ys = new float[vertices.count()];
		for (int i = 0; i < ys.length; i++)
			ys[i] = (float) (vertices.y(i) - centre);
		return ys;
	}

	/**
	 * Where a region of interest lies: points, lines, rectangles and ovals as such; every other area as polygons, with
	 * holes where rings of a composite lie in others; an angle as a line; text and images as their bounds.
	 */
	static Geometry geometry(final Roi roi) {
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		final Box box = new Box(bounds.x, bounds.y, Math.max(0, bounds.width), Math.max(0, bounds.height));
		return switch (roi.getType()) {
			case Roi.RECTANGLE -> roi.getCornerDiameter() > 0
				? area(RoiOutline.of(roi).getPathIterator(null, FLATNESS)) : Geometry.rectangle(box);
			case Roi.OVAL -> Geometry.ellipse(box);
			case Roi.LINE -> line((Line) roi);
			case Roi.POINT -> Geometry.points(vertices(roi.getFloatPolygon(), CENTRE));
			case Roi.POLYLINE, Roi.FREELINE, Roi.ANGLE ->
				Geometry.lines(List.of(vertices(roi.getFloatPolygon(), CENTRE)));
			case Roi.COMPOSITE -> area(((ShapeRoi) roi).getShape()
				.getPathIterator(AffineTransform.getTranslateInstance(bounds.x, bounds.y), FLATNESS));
			default -> Geometry.polygon(vertices(roi.getFloatPolygon(), 0));
		};
	}

	private static Geometry line(final Line line) {
		return Geometry.lines(List.of(
			Vertices.of(line.x1d + CENTRE, line.y1d + CENTRE, line.x2d + CENTRE, line.y2d + CENTRE)));
	}

	private static Vertices vertices(final FloatPolygon points, final double centre) {
		if (points.npoints == 0) throw new IllegalArgumentException("a region without a point");
		final double[] xy = new double[2 * points.npoints];
		for (int i = 0; i < points.npoints; i++) {
			xy[2 * i] = points.xpoints[i] + centre;
			xy[2 * i + 1] = points.ypoints[i] + centre;
		}
		return Vertices.of(xy);
	}

	/** The rings of a path; lines if none of its parts is closed, as only several lines in one have it. */
	private static Geometry area(final PathIterator path) {
		final List<Vertices> parts = new ArrayList<>();
		final double[] point = new double[6];
		double[] xy = new double[64];
		int count = 0;
		boolean closed = false;
		for (; !path.isDone(); path.next()) {
			final int segment = path.currentSegment(point);
			if (segment == PathIterator.SEG_CLOSE) {
				closed = true;
				continue;
			}
			if (segment == PathIterator.SEG_MOVETO && count > 0) {
				parts.add(Vertices.of(xy, count));
				count = 0;
			}
			if (xy.length < 2 * count + 2) xy = Arrays.copyOf(xy, 2 * xy.length);
			xy[2 * count] = point[0];
			xy[2 * count++ + 1] = point[1];
		}
		if (count > 0) parts.add(Vertices.of(xy, count));
		if (parts.isEmpty()) throw new IllegalArgumentException("a region without a point");
		if (!closed) return Geometry.lines(parts);
		final List<Vertices> rings = parts.stream().filter(part -> part.count() > 2).toList();
		return Geometry.polygons(RingNesting.polygons(rings.isEmpty() ? parts : rings));
	}
}
