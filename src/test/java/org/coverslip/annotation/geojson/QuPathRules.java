package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.coverslip.annotation.AnnotationFile;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Reads a file as strictly as the strictest of QuPath's versions does, with QuPath's own library for geometry: what its
 * readers refuse fails here with an {@link AssertionError} or an exception of JTS.
 */
final class QuPathRules {

	private static final Set<String> OBJECT_TYPES =
		Set.of("annotation", "detection", "cell", "tile", "tmaCore", "root");

	private static final GeometryFactory FACTORY = new GeometryFactory();

	private QuPathRules() {}

	/** The geometries that QuPath would import of a file, on its grid of 0.01 pixels. */
	static List<Geometry> geometries(final Path file) throws IOException {
		final List<Geometry> all = new ArrayList<>();
		try (Reader reader = new InputStreamReader(AnnotationFile.of(file).open(), StandardCharsets.UTF_8)) {
			final JsonObject collection = JsonParser.parseReader(reader).getAsJsonObject();
			check(collection.get("type").getAsString().equals("FeatureCollection"), collection);
			for (final JsonElement feature : collection.getAsJsonArray("features"))
				all.add(feature(feature.getAsJsonObject()));
		}
		return all;
	}

	private static void check(final boolean holds, final JsonElement of) {
		if (!holds) throw new AssertionError("QuPath refuses " + of);
	}

	private static Geometry feature(final JsonObject feature) {
		check(feature.get("type").getAsString().equals("Feature"), feature);
		noNulls(feature);
		properties(feature.getAsJsonObject("properties"));
		if (feature.has("nucleusGeometry")) reduced(feature.getAsJsonObject("nucleusGeometry"));
		return reduced(feature.getAsJsonObject("geometry"));
	}

	private static void noNulls(final JsonElement element) {
		check(!element.isJsonNull(), element);
		if (element.isJsonArray()) element.getAsJsonArray().forEach(QuPathRules::noNulls);
		if (element.isJsonObject())
			element.getAsJsonObject().entrySet().forEach(member -> noNulls(member.getValue()));
	}

	private static void properties(final JsonObject properties) {
		check(OBJECT_TYPES.contains(properties.get("objectType").getAsString()), properties);
		if (properties.has("name")) check(properties.getAsJsonPrimitive("name").isString(), properties);
		if (properties.has("color")) color(properties.get("color"));
		if (properties.has("classification")) {
			final JsonObject classification = properties.getAsJsonObject("classification");
			check(classification.has("name") != classification.has("names"), classification);
			color(classification.get("color"));
		}
		if (properties.has("metadata"))
			for (final Map.Entry<String, JsonElement> one : properties.getAsJsonObject("metadata").entrySet())
				check(one.getValue().getAsJsonPrimitive().isString(), properties);
		if (properties.has("measurements"))
			properties.getAsJsonObject("measurements").entrySet()
				.forEach(one -> one.getValue().getAsJsonPrimitive().getAsDouble());
		check(Set.of("objectType", "name", "color", "classification", "isLocked", "isMissing", "metadata",
			"measurements").containsAll(properties.keySet()), properties);
	}

	private static void color(final JsonElement color) {
		check(color.getAsJsonArray().size() == 3, color);
		for (final JsonElement part : color.getAsJsonArray())
			check(part.getAsInt() >= 0 && part.getAsInt() <= 255, color);
	}

	private static Geometry reduced(final JsonObject object) {
		if (object.has("plane")) {
			final JsonObject plane = object.getAsJsonObject("plane");
			check(Set.of("c", "z", "t").equals(plane.keySet()), plane);
			check(plane.get("c").getAsInt() >= -1 && plane.get("z").getAsInt() >= 0 && plane.get("t").getAsInt() >= 0,
				plane);
			check(!plane.toString().equals("{\"c\":-1,\"z\":0,\"t\":0}"), plane);
		}
		final Geometry geometry = geometry(object.get("type").getAsString(), object.getAsJsonArray("coordinates"));
		final Geometry reduced = GeometryPrecisionReducer.reduce(geometry, new PrecisionModel(-0.01));
		check(!reduced.isEmpty(), object);
		return reduced;
	}

	private static Geometry geometry(final String type, final JsonArray coordinates) {
		return switch (type) {
			case "Point" -> FACTORY.createPoint(coordinate(coordinates));
			case "MultiPoint" -> FACTORY.createMultiPointFromCoords(coordinates(coordinates));
			case "LineString" -> FACTORY.createLineString(coordinates(coordinates));
			case "MultiLineString" -> {
				final List<org.locationtech.jts.geom.LineString> lines = new ArrayList<>();
				coordinates.forEach(line -> lines.add(FACTORY.createLineString(coordinates(line.getAsJsonArray()))));
				yield FACTORY.createMultiLineString(lines.toArray(org.locationtech.jts.geom.LineString[]::new));
			}
			case "Polygon" -> polygon(coordinates);
			case "MultiPolygon" -> {
				final List<Polygon> polygons = new ArrayList<>();
				coordinates.forEach(polygon -> polygons.add(polygon(polygon.getAsJsonArray())));
				yield FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
			}
			default -> throw new AssertionError("QuPath knows no " + type);
		};
	}

	private static Polygon polygon(final JsonArray rings) {
		final List<LinearRing> all = new ArrayList<>();
		for (final JsonElement ring : rings) {
			check(ring.getAsJsonArray().size() >= 4, ring);
			all.add(FACTORY.createLinearRing(coordinates(ring.getAsJsonArray())));
		}
		return FACTORY.createPolygon(all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
	}

	private static Coordinate[] coordinates(final JsonArray array) {
		final Coordinate[] all = new Coordinate[array.size()];
		for (int i = 0; i < all.length; i++)
			all[i] = coordinate(array.get(i).getAsJsonArray());
		return all;
	}

	private static Coordinate coordinate(final JsonArray position) {
		check(position.size() == 2, position);
		return new Coordinate(position.get(0).getAsDouble(), position.get(1).getAsDouble());
	}
}
