package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;

/** A geometry of which the members come one after the other, in any order. */
final class GeometryObject {

	private final JsonTokens tokens;
	private final Remarks remarks;
	private String type;
	private CoordinateLists coordinates;
	private boolean isEllipse;
	private AnnotationPlane plane;
	private List<Geometry> parts;

	GeometryObject(final JsonTokens tokens, final Remarks remarks) {
		this.tokens = tokens;
		this.remarks = remarks;
	}

	/** Reads one that comes next; null has no geometry. */
	static GeometryObject read(final JsonTokens tokens, final Remarks remarks) throws IOException {
		final GeometryObject geometry = new GeometryObject(tokens, remarks);
		if (tokens.isNull()) return geometry;
		tokens.beginObject("a geometry");
		while (tokens.hasNext()) {
			final String name = tokens.name();
			if (name.equals("type")) geometry.type(tokens.textOrNull());
			else if (!geometry.take(name)) tokens.skip();
		}
		tokens.endObject();
		return geometry;
	}

	void type(final String word) {
		type = word;
	}

	/** Reads the value of a member, if it is one of a geometry's own. */
	boolean take(final String name) throws IOException {
		switch (name) {
			case "coordinates" -> {
				coordinates = new CoordinateLists();
				coordinates.read(tokens);
			}
			case "isEllipse" -> isEllipse = "true".equals(tokens.textOrNull());
			case "plane" -> plane = readPlane();
			case "geometries" -> parts = parts();
			default -> {
				return false;
			}
		}
		return true;
	}

	/** QuPath's own: c, z and t, of which -1 is none in particular. */
	private AnnotationPlane readPlane() throws IOException {
		if (tokens.isNull()) return null;
		int c = AnnotationPlane.FIRST.channel();
		int z = AnnotationPlane.FIRST.z();
		int t = AnnotationPlane.FIRST.t();
		tokens.beginObject("\"plane\"");
		while (tokens.hasNext())
			switch (tokens.name()) {
				case "c" -> c = index("c");
				case "z" -> z = index("z");
				case "t" -> t = index("t");
				default -> tokens.skip();
			}
		tokens.endObject();
		return new AnnotationPlane(c, z, t);
	}

	private int index(final String axis) throws IOException {
		final double value = tokens.number("\"" + axis + "\" of \"plane\"");
		if (value != (int) value) throw tokens.fault("\"" + axis + "\" of \"plane\" is " + value);
		return Math.max(AnnotationPlane.ALL, (int) value);
	}

	private List<Geometry> parts() throws IOException {
		final List<Geometry> all = new ArrayList<>();
		if (tokens.isNull()) return all;
		tokens.beginArray("\"geometries\"");
		tokens.enter("geometries");
		while (tokens.hasNext()) {
			tokens.next();
			final GeometryObject part = read(tokens, remarks);
			all.addAll(part.geometries());
			if (plane == null) plane = part.plane;
		}
		tokens.leave();
		tokens.endArray();
		return all;
	}

	/** Whether it has what makes a geometry. */
	boolean isGeometry() {
		return coordinates != null || parts != null;
	}

	Optional<AnnotationPlane> plane() {
		return Optional.ofNullable(plane);
	}

	/** All of it: one geometry, or where it is a collection, one of each kind; none if it has no points. */
	List<Geometry> geometries() throws IOException {
		if (parts != null) return merged(parts);
		if (coordinates == null || coordinates.isEmpty()) return List.of();
		if (type == null) throw tokens.fault("a geometry has no type");
		switch (type) {
			case "Point":
				check(1);
				return List.of(Geometry.points(coordinates.points()));
			case "MultiPoint":
				check(2);
				return List.of(Geometry.points(coordinates.points()));
			case "LineString":
				check(2);
				return List.of(Geometry.lines(coordinates.lines()));
			case "MultiLineString":
				check(3);
				return List.of(Geometry.lines(coordinates.lines()));
			case "Polygon":
				check(3);
				return List.of(area(coordinates.polygons()));
			case "MultiPolygon":
				check(4);
				return List.of(area(coordinates.polygons()));
			default:
				throw tokens.fault("there is no geometry of type \"" + type + "\"");
		}
	}

	private void check(final int depth) throws IOException {
		if (coordinates.depth() != depth) throw tokens.fault("the coordinates of a " + type + " are in "
			+ coordinates.depth() + (coordinates.depth() == 1 ? " array" : " arrays") + ", not in " + depth);
	}

	private Geometry area(final List<Polygon> polygons) {
		final Geometry area = Geometry.polygons(polygons);
		if (isEllipse) return Geometry.ellipse(area.box());
		return polygons.size() == 1 && polygons.get(0).holes().isEmpty() && isRectangle(polygons.get(0).shell())
			? Geometry.rectangle(area.box()) : area;
	}

	/** Whether a ring is four corners with sides along the slide's, which go across and down in turn. */
	private static boolean isRectangle(final Vertices ring) {
		if (ring.count() != 4) return false;
		final boolean firstAcross = ring.y(0) == ring.y(1);
		for (int i = 0; i < 4; i++) {
			final int next = (i + 1) % 4;
			final boolean across = ring.y(i) == ring.y(next);
			if (across == (ring.x(i) == ring.x(next)) || across != (firstAcross == (i % 2 == 0))) return false;
		}
		return true;
	}

	/** The areas as one, the lines, and the points. */
	private static List<Geometry> merged(final List<Geometry> parts) {
		if (parts.size() == 1) return parts;
		final List<Geometry> merged = new ArrayList<>();
		final List<Polygon> polygons = parts.stream().flatMap(part -> part.polygons().stream()).toList();
		if (!polygons.isEmpty()) merged.add(Geometry.polygons(polygons));
		final List<Vertices> lines = parts.stream().filter(part -> part.kind() == GeometryKind.LINES)
			.flatMap(part -> part.lines().stream()).toList();
		if (!lines.isEmpty()) merged.add(Geometry.lines(lines));
		final double[] points = parts.stream().filter(part -> part.kind() == GeometryKind.POINTS)
			.flatMapToDouble(part -> Arrays.stream(part.points().toArray())).toArray();
		if (points.length > 0) merged.add(Geometry.points(Vertices.of(points)));
		return merged;
	}
}
