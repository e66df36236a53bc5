package org.coverslip.annotation.dicom;

import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.DicomPlace;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.VertexList;
import org.coverslip.annotation.Vertices;

/** Geometries of DICOM's graphic types (PS3.3 C.10.5.1.2, C.18.6.1.2, C.18.9.1.2, C.37.1.1). For one thread. */
final class Graphics {

	/** As a part of the axes: an ellipse that is turned by less lies along the slide. */
	private static final double LEVEL = 1e-6;
	private static final int CORNERS = 128;

	private final String file;
	private final Optional<DicomPlace> place;
	private final VertexList vertices = new VertexList();
	private boolean isFinite;

	/**
	 * @param file
	 *            for messages
	 * @param place
	 *            of the slide
	 */
	Graphics(final String file, final Optional<DicomPlace> place) {
		this.file = file;
		this.place = place;
	}

	/** Begins a geometry. */
	void clear() {
		vertices.clear();
		isFinite = true;
	}

	/** Adds a point in pixels. */
	void add(final double x, final double y) {
		vertices.add(x, y);
		isFinite &= Double.isFinite(x) && Double.isFinite(y);
	}

	/**
	 * Adds a point in millimetres.
	 *
	 * @throws AnnotationFormatException
	 *             if the slide is not known
	 */
	void addMillimetres(final double x, final double y) throws AnnotationFormatException {
		final DicomPlace glass = place.orElseThrow(() -> new AnnotationFormatException(file, "", "its coordinates are "
			+ "millimetres on the glass; a DICOM slide that says where it lies there is needed: say slide=FILE"));
		add(glass.pixelX(x, y), glass.pixelY(x, y));
	}

	/**
	 * The geometry of the points that were added.
	 *
	 * @param isReport
	 *            whether a polyline that ends where it began is an area, as in reports, which have no polygons
	 * @param at
	 *            where in the file, for messages
	 */
	Geometry geometry(final String type, final boolean isReport, final String at) throws AnnotationFormatException {
		final int count = vertices.count();
		final int least = switch (type) {
			case "POINT", "MULTIPOINT" -> 1;
			case "CIRCLE", "POLYLINE" -> 2;
			case "POLYGON" -> 3;
			case "RECTANGLE", "ELLIPSE" -> 4;
			default -> throw new AnnotationFormatException(file, at, "a graphic type \"" + type + "\"");
		};
		if (count < least)
			throw new AnnotationFormatException(file, at, "a " + type + " of " + count + " points");
		if (!isFinite) throw new AnnotationFormatException(file, at, "a coordinate that is no finite number");
		final Vertices path = vertices.vertices();
		return switch (type) {
			case "POINT", "MULTIPOINT" -> Geometry.points(path);
			case "POLYLINE" -> isReport && path.isClosed() && path.open().count() > 2 ? Geometry.polygon(path)
				: Geometry.lines(List.of(path));
			case "POLYGON" -> vertices.byCount();
			case "RECTANGLE" -> {
				final Box box = vertices.corners();
				yield box == null ? vertices.byCount() : Geometry.rectangle(box);
			}
			case "CIRCLE" -> {
				final double radius = Math.hypot(path.x(1) - path.x(0), path.y(1) - path.y(0));
				yield Geometry.ellipse(new Box(path.x(0) - radius, path.y(0) - radius, 2 * radius, 2 * radius));
			}
			default -> ellipse(path);
		};
	}

	/** The ends of the longer axis, then those of the other. */
	private static Geometry ellipse(final Vertices ends) {
		final double x = (ends.x(0) + ends.x(1)) / 2;
		final double y = (ends.y(0) + ends.y(1)) / 2;
		final double ax = (ends.x(1) - ends.x(0)) / 2;
		final double ay = (ends.y(1) - ends.y(0)) / 2;
		final double bx = (ends.x(3) - ends.x(2)) / 2;
		final double by = (ends.y(3) - ends.y(2)) / 2;
		final double slack = LEVEL * Math.max(Math.hypot(ax, ay), Math.hypot(bx, by));
		if (Math.abs(ay) <= slack && Math.abs(bx) <= slack || Math.abs(ax) <= slack && Math.abs(by) <= slack) {
			final double rx = Math.max(Math.abs(ax), Math.abs(bx));
			final double ry = Math.max(Math.abs(ay), Math.abs(by));
			return Geometry.ellipse(new Box(x - rx, y - ry, 2 * rx, 2 * ry));
		}
		final double[] xy = new double[2 * CORNERS];
		for (int i = 0; i < CORNERS; i++) {
			final double angle = 2 * Math.PI * i / CORNERS;
			xy[2 * i] = x + ax * Math.cos(angle) + bx * Math.sin(angle);
			xy[2 * i + 1] = y + ay * Math.cos(angle) + by * Math.sin(angle);
		}
		return Geometry.polygon(Vertices.of(xy));
	}
}
