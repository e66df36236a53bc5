package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Hundredths;

/**
 * Writes features as all versions of QuPath take them: {@code properties} is an object always, nothing is null, a class
 * has a colour always, a plane is there only if it is not the first. For one thread.
 */
final class FeatureWriter {

	/** Of a core of a tissue microarray, whether it is not there; QuPath's own. */
	private static final String MISSING = "isMissing";

	private final JsonBytes json;
	private final Remarks remarks;
	private final HundredthGrid grid;

	/**
	 * @param json
	 *            not flushed
	 */
	FeatureWriter(final JsonBytes json, final Remarks remarks) {
		this.json = json;
		this.remarks = remarks;
		grid = new HundredthGrid(remarks);
	}

	/** Writes one feature. */
	void put(final Annotation annotation) throws IOException {
		json.put("{\"type\":\"Feature\"");
		if (annotation.id().isPresent()) json.put(",\"id\":").string(annotation.id().get());
		json.put(",\"geometry\":");
		geometry(annotation.geometry(), annotation.plane());
		if (annotation.nucleus().isPresent()) {
			json.put(",\"nucleusGeometry\":");
			geometry(annotation.nucleus().get(), annotation.plane());
		}
		properties(annotation);
		json.put('}');
	}

	private void geometry(final Geometry geometry, final AnnotationPlane plane) throws IOException {
		final Geometry rounded = grid.rounded(geometry);
		switch (rounded.kind()) {
			case POINTS -> points(rounded.points());
			case LINES -> lines(rounded.lines());
			default -> areas(rounded.polygons());
		}
		if (geometry.kind() == GeometryKind.ELLIPSE && rounded.kind().isArea()) json.put(",\"isEllipse\":true");
		plane(plane);
		json.put('}');
	}

	private void points(final Vertices points) throws IOException {
		if (points.count() > 1) {
			json.put("{\"type\":\"MultiPoint\",\"coordinates\":");
			path(points, false);
			return;
		}
		json.put("{\"type\":\"Point\",\"coordinates\":");
		position(points, 0);
	}

	private void lines(final List<Vertices> lines) throws IOException {
		final boolean isOne = lines.size() == 1;
		json.put("{\"type\":\"").put(isOne ? "LineString" : "MultiLineString").put("\",\"coordinates\":")
			.put(isOne ? "" : "[");
		for (int i = 0; i < lines.size(); i++) {
			if (i > 0) json.put(',');
			path(lines.get(i), false);
		}
		if (!isOne) json.put(']');
	}

	private void areas(final List<Polygon> polygons) throws IOException {
		final boolean isOne = polygons.size() == 1;
		json.put("{\"type\":\"").put(isOne ? "Polygon" : "MultiPolygon").put("\",\"coordinates\":")
			.put(isOne ? "" : "[");
		for (int i = 0; i < polygons.size(); i++) {
			json.put(i > 0 ? ",[" : "[");
			path(polygons.get(i).shell(), true);
			for (final Vertices hole : polygons.get(i).holes()) {
				json.put(',');
				path(hole, true);
			}
			json.put(']');
		}
		if (!isOne) json.put(']');
	}

	private void path(final Vertices path, final boolean isRing) throws IOException {
		json.put('[');
		for (int i = 0; i < path.count(); i++) {
			if (i > 0) json.put(',');
			position(path, i);
		}
		if (isRing) {
			json.put(',');
			position(path, 0);
		}
		json.put(']');
	}

	private void position(final Vertices path, final int index) throws IOException {
		json.put('[').hundredths(Hundredths.nearest(path.x(index))).put(',')
			.hundredths(Hundredths.nearest(path.y(index))).put(']');
	}

	private void plane(final AnnotationPlane plane) throws IOException {
		if (plane.equals(AnnotationPlane.FIRST)) return;
		if (plane.z() == AnnotationPlane.ALL || plane.t() == AnnotationPlane.ALL)
			remarks.add("what lies on all focal planes or times was put on the first");
		json.put(",\"plane\":{\"c\":").whole(plane.channel()).put(",\"z\":").whole(Math.max(0, plane.z()))
			.put(",\"t\":").whole(Math.max(0, plane.t())).put('}');
	}

	private void properties(final Annotation annotation) throws IOException {
		json.put(",\"properties\":{\"objectType\":\"").put(ObjectWords.of(annotation.kind())).put('"');
		if (annotation.name().isPresent()) json.put(",\"name\":").string(annotation.name().get());
		if (annotation.color().isPresent()) {
			json.put(",\"color\":");
			color(annotation.color().getAsInt());
		}
		if (annotation.classification().isPresent()) classification(annotation.classification().get());
		if (annotation.isLocked()) json.put(",\"isLocked\":true");
		final boolean isCore = annotation.kind() == ObjectKind.TMA_CORE;
		if (isCore && annotation.properties().containsKey(MISSING))
			json.put(",\"isMissing\":").put(String.valueOf(annotation.properties().get(MISSING).equals("true")));
		measurements(annotation.measurements());
		metadata(annotation.properties(), isCore);
		json.put('}');
	}

	private void classification(final Classification value) throws IOException {
		final List<String> parts = value.parts();
		if (parts.size() > 1 && String.join(": ", parts).equals(value.name())) {
			json.put(",\"classification\":{\"names\":");
			for (int i = 0; i < parts.size(); i++)
				json.put(i == 0 ? '[' : ',').string(parts.get(i));
			json.put(']');
		}
		else json.put(",\"classification\":{\"name\":").string(value.name());
		json.put(",\"color\":");
		color(value.shownColor());
		json.put('}');
	}

	private void color(final int rgb) throws IOException {
		json.put('[').whole(rgb >> 16 & 255).put(',').whole(rgb >> 8 & 255).put(',').whole(rgb & 255).put(']');
	}

	private void measurements(final Map<String, Double> values) throws IOException {
		if (values.isEmpty()) return;
		String before = ",\"measurements\":{";
		for (final Map.Entry<String, Double> one : values.entrySet()) {
			json.put(before).string(one.getKey()).put(':').number(one.getValue());
			before = ",";
		}
		json.put('}');
	}

	private void metadata(final Map<String, String> values, final boolean isCore) throws IOException {
		String before = ",\"metadata\":{";
		for (final Map.Entry<String, String> one : values.entrySet()) {
			if (isCore && one.getKey().equals(MISSING)) continue;
			json.put(before).string(one.getKey()).put(':').string(one.getValue());
			before = ",";
		}
		if (before.equals(",")) json.put('}');
	}
}
