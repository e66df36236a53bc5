package org.coverslip.annotation.geojson;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is read of all dialects of QuPath, of GeoJSON of others, and of what is neither. */
public class GeoJsonReadingTest {

	private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[1,2]}";

	private static final Geometry ONE_TWO = Geometry.points(Vertices.of(1, 2));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private GeoJsonTexts texts;

	@Before
	public void prepare() {
		texts = new GeoJsonTexts(folder.getRoot().toPath());
	}

	private static String named(final String name, final String more) {
		return "{\"type\":\"Feature\",\"geometry\":" + POINT + ",\"properties\":{\"name\":\"" + name + "\"" + more
			+ "}}";
	}

	private static List<String> names(final List<Annotation> annotations) {
		return annotations.stream().map(annotation -> annotation.name().orElse("-")).toList();
	}

	@Test
	public void objectsComeInAllKindsOfLists() throws IOException {
		final String a = named("a", ""), b = named("b", ""), c = named("c", "");
		for (final String text : List.of(
			"{\"type\":\"FeatureCollection\",\"features\":[" + a + "," + b + "," + c + "]}",
			"{\"features\":[" + a + "," + b + "," + c + "],\"bbox\":[1,2,3,4],\"type\":\"FeatureCollection\"}",
			"[" + a + "," + b + "," + c + "]", //
			"[" + a + ",[" + b + ",[" + c + "]],null]", //
			a + "\n" + b + "\n" + c + "\n", //
			"\uFEFF [" + a + "," + b + "," + c + "]",
			"[" + a + ",{\"type\":\"FeatureCollection\",\"features\":[" + b + "," + c + "]}]"))
			assertEquals(text, List.of("a", "b", "c"), names(texts.read(text)));
		assertEquals(List.of("a"), names(texts.read(a)));
		assertEquals(List.of(), texts.read("[ ]\n"));
		assertEquals(List.of(), texts.read("{\"type\":\"FeatureCollection\",\"features\":[]}"));
		assertEquals(List.of(), texts.read("{\"type\":\"FeatureCollection\",\"features\":null}"));
		assertEquals(List.of(ONE_TWO, ONE_TWO),
			texts.read("[" + POINT + "," + POINT + "]").stream().map(Annotation::geometry).toList());
	}

	@Test
	public void packedFilesAreReadUnderAnyName() throws IOException {
		final String text = "[" + named("a", "") + "]";
		for (final String ending : List.of("geojson.gz", "geojson.zip", "bin")) {
			assertEquals(List.of("a"), names(texts.read(texts.file(ending, GeoJsonTexts.gzip(text)))));
			assertEquals(List.of("a"), names(texts.read(texts.file(ending, GeoJsonTexts.zip(text)))));
		}
	}

	@Test
	public void aKindIsToldInManyWords() throws IOException {
		final Map<String, ObjectKind> words = Map.of("annotation", ObjectKind.ANNOTATION, "detection",
			ObjectKind.DETECTION, "cell", ObjectKind.CELL, "tile", ObjectKind.TILE, "tmaCore", ObjectKind.TMA_CORE,
			"tma_core", ObjectKind.TMA_CORE, "root", ObjectKind.ROOT, "PathCellObject", ObjectKind.CELL,
			"TMACoreObject", ObjectKind.TMA_CORE, "PathRootObject", ObjectKind.ROOT);
		words.forEach((word, kind) -> {
			for (final String key : List.of("objectType", "object_type", "type"))
				try {
					assertEquals(word, kind, texts.feature("{\"" + key + "\":\"" + word + "\"}").kind());
				}
				catch (final IOException e) {
					throw new AssertionError(e);
				}
		});
		assertEquals(List.of(), texts.remarks());
		assertEquals(ObjectKind.ANNOTATION, texts.feature("{\"objectType\":\"widget\"}").kind());
		assertEquals(List.of("an object of type \"widget\" was taken as an annotation"), texts.remarks());
		assertEquals("the surer one", ObjectKind.CELL,
			texts.feature("{\"objectType\":\"cell\",\"type\":\"tile\"}").kind());
		final Annotation house = texts.feature("{\"type\":\"house\"}");
		assertEquals("something else in files of others", Map.of("type", "house"), house.properties());
	}

	@Test
	public void anIdIsANameOrTheKindOfOldFiles() throws IOException {
		final String end = ",\"type\":\"Feature\",\"geometry\":" + POINT + ",\"properties\":";
		final Annotation old = texts.read("{\"id\":\"PathDetectionObject\"" + end + "{}}").get(0);
		assertEquals(ObjectKind.DETECTION, old.kind());
		assertEquals(Optional.empty(), old.id());
		assertEquals(ObjectKind.ANNOTATION,
			texts.read("{\"id\":\"PathDetectionObject\"" + end + "{\"objectType\":\"annotation\"}}").get(0).kind());
		assertEquals("in any order", ObjectKind.ANNOTATION,
			texts.read("{\"properties\":{\"objectType\":\"annotation\"},\"geometry\":" + POINT
				+ ",\"id\":\"PathCellObject\",\"type\":\"Feature\"}").get(0).kind());
		assertEquals(Optional.of("8f57c3c3-2216-48b7-99bd-aba12d8c3c41"),
			texts.read("{\"id\":\"8f57c3c3-2216-48b7-99bd-aba12d8c3c41\"" + end + "null}").get(0).id());
		assertEquals("a number", Optional.of("17"), texts.read("{\"id\":17" + end + "{}}").get(0).id());
	}

	@Test
	public void aClassHasManyForms() throws IOException {
		final int grey = 0x969696;
		for (final String form : List.of("{\"name\":\"A\",\"color\":[150,150,150]}",
			"{\"name\":\"A\",\"color\":[150,150,150,200]}", "{\"color\":" + grey + ",\"name\":\"A\"}",
			"{\"name\":\"A\",\"colorRGB\":" + (0xff000000 | grey) + "}", "{\"names\":[\"A\"],\"color\":[150,150,150]}",
			"{\"name\":\"A\",\"color\":\"#969696\",\"other\":{}}",
			"{\"name\":\"A\",\"parentClass\":null,\"colorRGB\":-6908266}"))
			assertEquals(form, Optional.of(new Classification("A", OptionalInt.of(grey))),
				texts.feature("{\"classification\":" + form + "}").classification());
		final Classification nested = new Classification("A: B", OptionalInt.of(1));
		for (final String form : List.of("{\"names\":[\"A\",\"B\"],\"color\":[0,0,1]}",
			"{\"name\":\"A: B\",\"color\":[0,0,1]}",
			"{\"parentClass\":{\"name\":\"A\",\"colorRGB\":7},\"name\":\"B\",\"colorRGB\":1}",
			"{\"parentClass\":{\"name\":\"A\",\"colorRGB\":7},\"name\":\"A: B\",\"colorRGB\":1}",
			"{\"parentClass\":\"A\",\"name\":\"B\",\"color\":1}"))
			assertEquals(form, Optional.of(nested),
				texts.feature("{\"classification\":" + form + "}").classification());
		final Optional<Classification> noColor = Optional.of(new Classification("A"));
		for (final String form : List.of("\"A\"", "{\"name\":\"A\"}", "[\"A\"]", "{\"name\":\"A\",\"color\":null}"))
			assertEquals(form, noColor, texts.feature("{\"classification\":" + form + "}").classification());
		assertEquals(List.of(), texts.remarks());
		assertEquals(noColor,
			texts.feature("{\"classification\":{\"name\":\"A\",\"color\":\"red\"}}").classification());
		assertEquals(List.of("a colour that is none was left out"), texts.remarks());
		for (final String form : List.of("null", "\"\"", "{}", "{\"name\":null}", "[]"))
			assertEquals(form, Optional.empty(), texts.feature("{\"classification\":" + form + "}").classification());
	}

	@Test
	public void propertiesAreRead() throws IOException {
		final Annotation all = texts.feature("{\"name\":\"Jürgen \\u03b1\",\"isLocked\":true,\"color\":[1,2,3],"
			+ "\"metadata\":{\"ANNOTATION_DESCRIPTION\":\"text\",\"n\":7},\"metadata\":{\"n\":7},\"extra\":true,"
			+ "\"list\":[1,2],\"nothing\":null}");
		assertEquals(Optional.of("Jürgen α"), all.name());
		assertTrue(all.isLocked());
		assertEquals(OptionalInt.of(0x010203), all.color());
		assertEquals(Map.of("ANNOTATION_DESCRIPTION", "text", "n", "7", "extra", "true"), all.properties());
		assertEquals(List.of("the property \"list\" is a list or an object and was left out"), texts.remarks());
		assertEquals(OptionalInt.of(0x00ff01), texts.feature("{\"color\":-16711935}").color());
		assertEquals("null is nothing", Optional.empty(),
			texts.feature("{\"name\":null,\"isLocked\":null,\"color\":null,\"measurements\":null}").name());
		assertEquals(Optional.of("3"), texts.feature("{\"name\":3}").name());
	}

	@Test
	public void measurementsHaveTwoFormsAndNumbersWithoutEnd() throws IOException {
		final Map<String, Double> wanted = Map.of("a", 1.5, "b", Double.NaN, "c", Double.POSITIVE_INFINITY, "d",
			Double.NEGATIVE_INFINITY, "e", -3e-7);
		assertEquals(wanted, texts.feature("{\"measurements\":{\"a\":1.5,\"b\":\"NaN\",\"c\":\"Infinity\","
			+ "\"d\":\"-Infinity\",\"e\":-3e-7}}").measurements());
		assertEquals("as Python has it", wanted, texts.feature("{\"measurements\":{\"a\":\"1.5\",\"b\":NaN,"
			+ "\"c\":Infinity,\"d\":-Infinity,\"e\":-0.0000003}}").measurements());
		assertEquals("before 0.4", wanted,
			texts.feature("{\"measurements\":[{\"name\":\"a\",\"value\":1.5},{\"value\":\"NaN\",\"name\":\"b\"},"
				+ "{\"name\":\"c\",\"value\":\"inf\"},{\"name\":\"d\",\"value\":\"-inf\"},"
				+ "{\"name\":\"e\",\"value\":-3E-7}]}").measurements());
		assertEquals(List.of("e", "d"),
			List.copyOf(texts.feature("{\"measurements\":{\"e\":1,\"d\":2}}").measurements().keySet()));
		assertEquals(Map.of("a", 1.0),
			texts.feature("{\"measurements\":{\"a\":1,\"b\":\"many\",\"c\":null}}").measurements());
		assertEquals(List.of("a measurement without a number was left out (2 times)"), texts.remarks());
	}

	@Test
	public void geometries() throws IOException {
		final Vertices ring = Vertices.of(0, 0, 10, 0, 10, 10, 0, 12);
		final Vertices hole = Vertices.of(2, 2, 4, 2, 4, 4);
		final Polygon holed = new Polygon(ring, List.of(hole));
		final String rings = "[[[0,0],[10,0],[10,10],[0,12],[0,0]],[[2,2],[4,2],[4,4],[2,2]]]";
		final Polygon other = new Polygon(Vertices.of(20, 0, 30, 0, 25.5, 7.25));
		final String others = "[[[20,0],[30,0],[25.5,7.25],[20,0]]]";
		final Map<String, Geometry> all = Map.of( //
			"\"Point\",\"coordinates\":[1,2]", ONE_TWO, //
			"\"Point\",\"coordinates\":[1,2,3.5]", ONE_TWO, //
			"\"MultiPoint\",\"coordinates\":[[1,2],[-3,4e2]]", Geometry.points(Vertices.of(1, 2, -3, 400)), //
			"\"LineString\",\"coordinates\":[[1,2],[3,4],[1,2]]",
			Geometry.lines(List.of(Vertices.of(1, 2, 3, 4, 1, 2))),
			"\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8]]]",
			Geometry.lines(List.of(Vertices.of(1, 2, 3, 4), Vertices.of(5, 6, 7, 8))), //
			"\"Polygon\",\"coordinates\":" + rings, Geometry.polygons(List.of(holed)), //
			"\"Polygon\",\"coordinates\":[[[20,0],[30,0],[25.5,7.25]]]", Geometry.polygons(List.of(other)), //
			"\"MultiPolygon\",\"coordinates\":[" + rings + "," + others + "]",
			Geometry.polygons(List.of(holed, other)), //
			"\"MultiPolygon\",\"coordinates\":[" + others + "]", Geometry.polygons(List.of(other)), //
			"\"Polygon\",\"isEllipse\":true,\"coordinates\":[[[5,10],[10,12],[5,14],[0,12],[5,10]]]",
			Geometry.ellipse(new Box(0, 10, 10, 4)));
		for (final Map.Entry<String, Geometry> one : all.entrySet()) {
			assertEquals(one.getKey(), one.getValue(), texts.geometry("{\"type\":" + one.getKey() + "}").geometry());
			final String[] turned = one.getKey().split(",", 2);
			assertEquals("in another order", one.getValue(),
				texts.geometry("{" + turned[1] + ",\"type\":" + turned[0] + "}").geometry());
		}
		assertEquals(List.of(), texts.remarks());
	}

	@Test
	public void fourCornersAlongTheSlideAreARectangle() throws IOException {
		final Geometry box = Geometry.rectangle(new Box(1, 2, 3, 4));
		assertEquals(box, polygon("[1,2],[4,2],[4,6],[1,6],[1,2]"));
		assertEquals("another way around, from another corner", box, polygon("[4,6],[4,2],[1,2],[1,6],[4,6]"));
		assertEquals(GeometryKind.POLYGONS, polygon("[1,2],[4,2],[4,6],[1,6.01],[1,2]").kind());
		assertEquals(GeometryKind.POLYGONS, polygon("[1,2],[2,2],[4,2],[4,6],[1,6],[1,2]").kind());
		assertEquals("out and back", GeometryKind.LINES, polygon("[0,0],[5,0],[0,0],[0,3],[0,0]").kind());
	}

	private Geometry polygon(final String ring) throws IOException {
		return texts.geometry("{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}").geometry();
	}

	@Test
	public void planes() throws IOException {
		final String start = "{\"type\":\"Point\",\"coordinates\":[1,2],\"plane\":";
		assertEquals(new AnnotationPlane(-1, 2, 3), texts.geometry(start + "{\"c\":-1,\"z\":2,\"t\":3}}").plane());
		assertEquals(new AnnotationPlane(1, 0, 0), texts.geometry(start + "{\"c\":1}}").plane());
		assertEquals("more in it than QuPath takes", new AnnotationPlane(-1, 4, 0),
			texts.geometry(start + "{\"name\":[1],\"z\":4.0}}").plane());
		assertEquals(AnnotationPlane.FIRST, texts.geometry(start + "null}").plane());
		assertEquals("of a bare geometry", new AnnotationPlane(-1, 5, 0),
			texts.read("[" + start + "{\"z\":5}}]").get(0).plane());
	}

	@Test
	public void aCollectionIsReadAsItsParts() throws IOException {
		final String square = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]]]}";
		final String far = square.replace('9', '5').replace("[0,0]", "[50,50]").replace("[5,0]", "[55,50]")
			.replace("[5,5]", "[55,55]");
		final Annotation areas =
			texts.geometry("{\"type\":\"GeometryCollection\",\"geometries\":[" + square + "," + far + "]}");
		assertEquals(2, areas.geometry().polygons().size());
		assertEquals(40.5 + 12.5, areas.geometry().area(), 1e-9);
		assertEquals(List.of(), texts.remarks());
		final List<Annotation> mixed = texts.read("{\"type\":\"Feature\",\"id\":\"x\",\"properties\":{\"name\":\"a\"},"
			+ "\"geometry\":{\"geometries\":[" + POINT + "," + square + ",{\"type\":\"GeometryCollection\","
			+ "\"geometries\":[{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}," + POINT + "]}],"
			+ "\"type\":\"GeometryCollection\"}}");
		assertEquals(List.of("a", "a", "a"), names(mixed));
		assertEquals(List.of(GeometryKind.POLYGONS, GeometryKind.LINES, GeometryKind.POINTS),
			mixed.stream().map(one -> one.geometry().kind()).toList());
		assertEquals(Geometry.points(Vertices.of(1, 2, 1, 2)), mixed.get(2).geometry());
		assertEquals(List.of(Optional.of("x"), Optional.empty(), Optional.empty()),
			mixed.stream().map(Annotation::id).toList());
		assertEquals(List.of("a collection of areas, lines and points was read as an annotation of each"),
			texts.remarks());
	}

	@Test
	public void aCellHasANucleus() throws IOException {
		final Annotation cell = texts.read("{\"type\":\"Feature\",\"nucleusGeometry\":{\"type\":\"Polygon\","
			+ "\"coordinates\":[[[1,1],[3,1],[2,2],[1,1]]]},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
			+ "[[[0,0],[9,0],[5,9],[0,0]]]},\"properties\":{\"objectType\":\"cell\"}}").get(0);
		assertEquals(ObjectKind.CELL, cell.kind());
		assertEquals(Geometry.polygon(Vertices.of(1, 1, 3, 1, 2, 2)), cell.nucleus().orElseThrow());
	}

	@Test
	public void whatLiesWithinAnObjectComesAfterIt() throws IOException {
		final String inner = named("c", ",\"childObjects\":[" + named("d", "") + "]");
		final String text = "[" + named("a", ",\"childObjects\":[" + named("b", "") + "," + inner + "],"
			+ "\"isLocked\":true") + "," + named("e", ",\"children\":[" + named("f", "") + "]") + "]";
		final List<Annotation> all = texts.read(text);
		assertEquals(List.of("a", "b", "c", "d", "e", "f"), names(all));
		assertTrue("what is said after those within", all.get(0).isLocked());
		assertEquals(List.of("objects within another were put after it; in which they lay is not kept (3 times)"),
			texts.remarks());
		assertEquals("the geometry last", List.of("a", "b"), names(texts.read("{\"type\":\"Feature\",\"properties\":"
			+ "{\"childObjects\":[" + named("b", "") + "],\"name\":\"a\"},\"geometry\":" + POINT + "}")));
		assertEquals("a slide that lies nowhere", List.of("b"),
			names(texts.read("{\"type\":\"Feature\",\"geometry\":null,\"type\":\"Feature\","
			+ "\"properties\":{\"objectType\":\"root\",\"childObjects\":[" + named("b", "") + "]}}")));
		assertEquals(2, texts.remarks().size());
		assertEquals("of others", List.of("a"),
			names(texts.read(named("a", ",\"children\":3,\"childObjects\":[\"x\",4]"))));
	}

	@Test
	public void howeverMuchLiesWithinAnObjectItComesAfterIt() throws IOException {
		final StringBuilder text = new StringBuilder("{\"type\":\"Feature\",\"properties\":{\"childObjects\":[");
		for (int i = 0; i < 40_000; i++)
			text.append(i == 0 ? "" : ",").append(named("child " + i, ""));
		final List<Annotation> all = texts.read(text + "],\"name\":\"parent\"},\"geometry\":" + POINT + "}");
		assertEquals("parent", all.get(0).name().orElseThrow());
		for (int i = 0; i < 40_000; i++)
			assertEquals("child " + i, all.get(i + 1).name().orElseThrow());
		assertEquals(40_001, all.size());
	}

	@Test
	public void featuresWithoutAPlaceAreLeftOut() throws IOException {
		for (final String geometry : List.of("null", "{\"type\":\"Polygon\",\"coordinates\":[]}",
			"{\"type\":\"MultiPolygon\",\"coordinates\":[[[]]]}", "{\"type\":\"Point\",\"coordinates\":null}",
			"{\"type\":\"GeometryCollection\",\"geometries\":[]}")) {
			assertEquals(geometry, List.of("a"), names(texts.read("[{\"type\":\"Feature\",\"geometry\":" + geometry
				+ ",\"properties\":null}," + named("a", "") + "]")));
			assertEquals(geometry, List.of("a feature that lies nowhere was left out"), texts.remarks());
		}
	}

	@Test
	public void ringsThatCrossAreRepairedWithAWord() throws IOException {
		assertEquals(50, polygon("[0,0],[10,10],[10,0],[0,10],[0,0]").area(), 1e-9);
		assertEquals(List.of("a ring that crosses itself or another one was repaired"), texts.remarks());
	}

	@Test
	public void whatIsWrongIsSaidWithItsPlace() throws IOException {
		final String point = "{\"type\":\"Feature\",\"geometry\":" + POINT + ",\"properties\":{}},";
		final Map<String, String> faults = Map.ofEntries( //
			Map.entry("{\"type\":\"Circle\",\"coordinates\":[1,2]}", "there is no geometry of type \"Circle\""),
			Map.entry("{\"coordinates\":[1,2]}", "a geometry has no type"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[[1,2]]}",
				"the coordinates of a Point are in 2 arrays, not in 1"),
			Map.entry("{\"type\":\"Polygon\",\"coordinates\":[1,2]}",
				"the coordinates of a Polygon are in 1 array, not in 3"),
			Map.entry("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3]]]}", "a point has only one coordinate"),
			Map.entry("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[[3,4]]]]}",
				"\"coordinates\" nests here more than there"),
			Map.entry("{\"type\":\"Polygon\",\"coordinates\":[[[[[1,2]]]]]}", "\"coordinates\" nests too deep"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[1,NaN]}", "a coordinate is NaN"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[1,\"x\"]}", "a coordinate is \"x\", which is no number"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[1,null]}", "a coordinate is null, not a number"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[1,1e999]}", "a coordinate is Infinity"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[null,1]}",
				"a part of \"coordinates\" is null, not an array"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":true}", "\"coordinates\" is true or false, not an array"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[1,2],\"plane\":{\"z\":0.5}}", "\"z\" of \"plane\" is 0.5"),
			Map.entry("{\"type\":\"Point\",\"coordinates\":[1,2],\"plane\":[0,0]}",
				"\"plane\" is an array, not an object"),
			Map.entry("[1,2]", "a geometry is an array, not an object"));
		for (final Map.Entry<String, String> fault : faults.entrySet()) {
			final String feature = "{\"type\":\"Feature\",\"geometry\":" + fault.getKey() + ",\"properties\":{}}";
			assertFault("{\"type\":\"FeatureCollection\",\"features\":[" + point + point + feature + "]}",
				", features[2]: " + fault.getValue());
			assertFault("[" + point + feature + "]", ", [1]: " + fault.getValue());
			assertFault(feature, ": " + fault.getValue());
			assertFault("[" + named("a", ",\"childObjects\":[" + point + feature + "]") + "]",
				", [0].childObjects[1]: " + fault.getValue());
		}
		assertFault("[" + named("a", ",\"measurements\":7") + "]",
			", [0]: \"measurements\" is a number, not an object");
		assertFault("[" + named("a", ",\"classification\":{\"names\":3}") + "]",
			", [0]: the list of a class's names is a number, not an array");
		assertFault("{\"type\":\"FeatureCollection\",\"features\":[" + point + "7]}",
			", features[1]: an element is a number, not an object");
		assertFault("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":4}]}",
			", features[0]: \"properties\" is a number, not an object");
		assertFault("[" + point + "{\"a\":\"Point\"}]", ", [1]: an object that is neither feature nor geometry");
		assertFault("{\"type\":\"FeatureCollection\",\"features\":{}}", ": \"features\" is an object, not an array");
	}

	private void assertFault(final String text, final String sentence) throws IOException {
		final Path file = texts.file("geojson", text.getBytes(StandardCharsets.UTF_8));
		assertEquals(text, file + sentence,
			assertThrows(text, AnnotationFormatException.class, () -> texts.read(file)).getMessage());
	}

	@Test
	public void whatIsNoJsonIsSaidWithItsPlace() throws IOException {
		final String text = "{\"type\":\"FeatureCollection\",\"features\":[\n" + named("a", "") + ",\n" + named("b", "")
			+ "\n]}";
		assertFault(text.substring(0, text.indexOf("\"b\"")), ", features[1]: the file ends too early");
		assertFault(text.substring(0, text.length() - 2), ", features[1]: the file ends too early");
		assertFault(text.replace("\"b\"", "\"b\" \"c\""), ", features[1]: no JSON in line 3 at column 93");
		assertFault(text.replace("\n]}", "\n}}"), ", features[1]: no JSON in line 4 at column 2");
		assertFault("[" + "[".repeat(70) + named("a", "") + "]".repeat(71),
			", " + "[0]".repeat(64) + ": more than 64 lists within each other");
		final String parent = "{\"parentClass\":", end = ",\"name\":\"x\"}";
		final String deep = parent.repeat(30_000) + "null" + end.repeat(30_000);
		assertFault("[" + named("a", ",\"classification\":" + deep) + "]",
			", [0]: more than 64 lists within each other");
		final byte[] packed = GeoJsonTexts.gzip(text);
		final Path cut = texts.file("geojson.gz", Arrays.copyOf(packed, packed.length - 9));
		assertTrue(assertThrows(AnnotationFormatException.class, () -> texts.read(cut)).getMessage()
			.endsWith("the file ends too early"));
	}

	@Test
	public void otherFilesAreNotTaken() throws IOException {
		for (final String text : List.of("", "{}", "{\"images\":[{\"id\":1}]}", "<xml type=\"Point\"/>", "[1,2]",
			"Point"))
			assertTrue(text, assertThrows(AnnotationFormatException.class,
				() -> texts.read(texts.file("geojson", text.getBytes(StandardCharsets.UTF_8)))).getMessage()
					.contains("no annotations that Coverslip knows"));
		assertThrows(IOException.class, () -> texts.read(folder.getRoot().toPath().resolve("missing.geojson")));
	}

	@Test
	public void everyCutIsAFaultOrFewer() throws IOException {
		final String text = "{\"type\":\"FeatureCollection\",\"features\":[" + named("a", ",\"measurements\":{\"x\":1}")
			+ "," + named("b", "") + "]}";
		for (int end = 60; end < text.length(); end++) {
			final Path file = Files.writeString(texts.file("geojson"), text.substring(0, end));
			assertTrue(assertThrows(AnnotationFormatException.class, () -> texts.read(file)).getMessage()
				.endsWith(": the file ends too early"));
		}
	}
}
