package org.coverslip.annotation.geojson;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.GeometryRepair;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Hundredths;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.ShapelyAreas;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is written: all that there is comes back, and QuPath takes it, whatever the geometry was. */
public class GeoJsonWritingTest {

	private static final Vertices TRIANGLE = Vertices.of(0, 0, 10, 0, 5, 7.25);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private GeoJsonTexts texts;

	@Before
	public void prepare() {
		texts = new GeoJsonTexts(folder.getRoot().toPath());
	}

	private static Annotation plain(final Geometry geometry) {
		return Annotation.builder(geometry).build();
	}

	/** What comes back of a geometry that QuPath takes as it is written. */
	private Geometry again(final Geometry geometry) throws IOException {
		final Path file = texts.write(List.of(plain(geometry)));
		final List<String> remarks = texts.remarks();
		assertEquals(1, QuPathRules.geometries(file).size());
		final Geometry read = texts.read(file).get(0).geometry();
		assertEquals("it needs no repair", List.of(), texts.remarks());
		assertTrue(GeometryRepair.isSound(read));
		texts.write(List.of(plain(geometry)));
		assertEquals(remarks, texts.remarks());
		return read;
	}

	@Test
	public void everythingComesBack() throws IOException {
		final Polygon holed = new Polygon(Vertices.of(0, 0, 100, 0, 100, 100, 0, 99.5),
			List.of(Vertices.of(10, 10, 20, 10, 20, 20), Vertices.of(50, 50, 60.25, 50, 60, 60.01)));
		final List<Geometry> geometries = List.of(Geometry.points(Vertices.of(1, 2)),
			Geometry.points(Vertices.of(-1.5, 2, 1e7, 123456.78)),
			Geometry.lines(List.of(Vertices.of(0, 0, 1, 1, 0, 0))),
			Geometry.lines(List.of(Vertices.of(0, 0, 1, 1), Vertices.of(5, 5, 7.77, 8))), Geometry.polygon(TRIANGLE),
			Geometry.polygons(List.of(holed)),
			Geometry.polygons(List.of(holed, new Polygon(TRIANGLE.scaledAndMoved(1, 1, 200, 200)))),
			Geometry.rectangle(new Box(-3, 4, 20.5, 30.25)), Geometry.ellipse(new Box(100000.25, 7, 40, 20.5)));
		final List<Annotation> all = new ArrayList<>();
		geometries.forEach(geometry -> all.add(plain(geometry)));
		for (final ObjectKind kind : ObjectKind.values())
			all.add(Annotation.builder(geometries.get(4)).kind(kind).build());
		final Annotation full = Annotation.builder(geometries.get(5)).kind(ObjectKind.CELL)
			.nucleus(Geometry.ellipse(new Box(30, 30, 10, 12))).plane(new AnnotationPlane(1, 2, 3))
			.id("8f57c3c3-2216-48b7-99bd-aba12d8c3c41").name("\"Jürgen\\\" \u0001\t\n α 𝔸 \u2028")
			.classification(new Classification("A: B", OptionalInt.of(0x0180ff))).color(0xff8001).locked(true)
			.property("b", "1").property("a key with blanks: ", "ä\"").property("empty", "")
			.measurement("µm²", 1.5).measurement("NaN", Double.NaN).measurement("∞", Double.POSITIVE_INFINITY)
			.measurement("-∞", Double.NEGATIVE_INFINITY).measurement("tiny", Double.MIN_VALUE).measurement("zero", -0.0)
			.measurement("whole", 1234567890123L).measurement("large", 1.7e308).build();
		all.add(full);
		all.add(full.with().kind(ObjectKind.TMA_CORE).property("isMissing", "true")
			.classification(new Classification("Tumor", OptionalInt.of(0))).build());
		for (final String ending : List.of("geojson", "json", "geojson.gz", "json.gz", "geojson.zip")) {
			final Path file = texts.write(texts.file(ending), all);
			assertEquals(List.of(), texts.remarks());
			assertEquals(all.size(), QuPathRules.geometries(file).size());
			assertEquals(ending, all, texts.read(file));
			assertEquals(List.of(), texts.remarks());
		}
		assertEquals(List.of(), texts.again(List.of()));
	}

	@Test
	public void packedFilesArePacked() throws IOException {
		final List<Annotation> one = List.of(plain(Geometry.polygon(TRIANGLE)));
		final String text = Files.readString(texts.write(one));
		assertEquals("{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"geometry\":{\"type\":"
			+ "\"Polygon\",\"coordinates\":[[[0,0],[10,0],[5,7.25],[0,0]]]},\"properties\":{\"objectType\":"
			+ "\"annotation\"}}\n]}\n", text);
		final byte[] gzip = Files.readAllBytes(texts.write(texts.file("geojson.gz"), one));
		assertEquals(0x1f, gzip[0]);
		final Path zip = texts.write(texts.file("geojson.zip"), one);
		assertEquals('P', Files.readAllBytes(zip)[0]);
		assertEquals(List.of(zip.getFileName().toString().replace(".zip", "")),
			AnnotationFile.of(zip).archived());
	}

	@Test
	public void aClassHasAColourAndAPlaneIsOne() throws IOException {
		final Annotation annotation = Annotation.builder(Geometry.points(Vertices.of(1, 2)))
			.classification(new Classification("Tumor")).plane(new AnnotationPlane(0, -1, -1)).build();
		final Path file = texts.write(List.of(annotation));
		assertEquals(List.of("what lies on all focal planes or times was put on the first"), texts.remarks());
		QuPathRules.geometries(file);
		final Annotation read = texts.read(file).get(0);
		assertEquals(new AnnotationPlane(0, 0, 0), read.plane());
		assertEquals(new Classification("Tumor").shownColor(),
			read.classification().orElseThrow().color().orElseThrow());
	}

	@Test
	public void crossingRingsAreRepaired() throws IOException {
		final String repaired = "an area whose rings touch or cross when rounded to 0.01 pixels was repaired";
		final Geometry bow = Geometry.polygon(Vertices.of(0, 0, 10, 10, 10, 0, 0, 10));
		assertEquals(50, again(bow).area(), 1e-9);
		assertEquals(List.of(repaired), texts.remarks());
		final Geometry spike = Geometry.polygon(Vertices.of(0, 0, 10, 0, 20, 0, 10, 0, 10, 10, 0, 10));
		assertEquals(100, again(spike).area(), 1e-9);
		final Geometry eight = Geometry.polygon(Vertices.of(0, 0, 5, 5, 10, 0, 10, 10, 5, 5, 0, 10));
		assertEquals(2, again(eight).polygons().size());
		final Geometry slit = Geometry
			.polygon(Vertices.of(0, 0, 10, 0, 10, 5, 2, 5, 2, 5.003, 10, 5.003, 10, 10, 0, 10));
		assertTrue("sound before it is rounded", GeometryRepair.isSound(slit));
		assertEquals(100, again(slit).area(), 0.1);
		final Geometry holeOutside = Geometry.polygons(List.of(new Polygon(Vertices.of(0, 0, 9, 0, 9, 9, 0, 9),
			List.of(Vertices.of(5, 5, 15, 5, 15, 8, 5, 8)))));
		assertEquals(81 - 12, again(holeOutside).area(), 1e-9);
		final Polygon square = new Polygon(Vertices.of(0, 0, 9, 0, 9, 9, 0, 9));
		assertEquals(81, again(Geometry.polygons(List.of(square, square))).area(), 1e-9);
		assertEquals(List.of(repaired), texts.remarks());
	}

	@Test
	public void repeatedPointsAreDroppedInSilence() throws IOException {
		final Geometry repeats = Geometry
			.polygon(Vertices.of(0, 0, 0.001, 0, 10, 0, 10, 0, 5, 7.25, 5.004, 7.251, 0.004, 0.001));
		assertEquals(Geometry.polygon(TRIANGLE), again(repeats));
		assertEquals(Geometry.lines(List.of(Vertices.of(0, 0, 1, 1))),
			again(Geometry.lines(List.of(Vertices.of(0, 0, 0.001, 0, 1, 1, 1.002, 1)))));
		assertEquals(List.of(), texts.remarks());
	}

	@Test
	public void whatVanishesIsKeptAsAPointOrLine() throws IOException {
		final Geometry dust = Geometry.polygon(Vertices.of(7, 7, 7.003, 7, 7, 7.003));
		assertEquals(Geometry.points(Vertices.of(7, 7)), again(dust));
		assertEquals(List.of("an area narrower than 0.01 pixels became a point"), texts.remarks());
		final Geometry hair = Geometry.rectangle(new Box(1, 1, 50, 0.001));
		assertEquals(GeometryKind.LINES, again(hair).kind());
		assertEquals(List.of("an area narrower than 0.01 pixels became a line"), texts.remarks());
		final Geometry sliver = Geometry.polygon(Vertices.of(0, 0, 100, 0.01, 200, 0.01));
		assertTrue("sound, and on the grid, but not for QuPath", GeometryRepair.isSound(sliver));
		assertEquals(GeometryKind.LINES, again(sliver).kind());
		assertEquals(GeometryKind.POINTS, again(Geometry.ellipse(new Box(3, 3, 0.002, 0.002))).kind());
		assertEquals(GeometryKind.POINTS, again(Geometry.lines(List.of(Vertices.of(3, 3, 3.001, 3)))).kind());
		assertEquals(List.of("a line shorter than 0.01 pixels became a point"), texts.remarks());
		final Polygon large = new Polygon(TRIANGLE, List.of(Vertices.of(5, 1, 5.001, 1, 5, 1.001)));
		final Polygon small = new Polygon(Vertices.of(50, 50, 50.001, 50, 50, 50.001));
		assertEquals(Geometry.polygon(TRIANGLE), again(Geometry.polygons(List.of(small, large))));
		assertEquals(List.of("a part of an area that is smaller than 0.01 pixels was left out"), texts.remarks());
		assertEquals(Geometry.lines(List.of(Vertices.of(0, 0, 1, 1))),
			again(Geometry.lines(List.of(Vertices.of(5, 5, 5, 5.001), Vertices.of(0, 0, 1, 1)))));
		assertEquals(List.of("a part of a line that is shorter than 0.01 pixels was left out"), texts.remarks());
		assertEquals("a cell", 1, QuPathRules.geometries(
			texts.write(List.of(plain(Geometry.polygon(TRIANGLE)).with().nucleus(dust).build()))).size());
	}

	/** Corners at random, on and near the grid, in boxes from far below its step to many pixels, here and far away. */
	@Test
	public void quPathTakesAnyRing() throws IOException {
		final Random random = new Random(1);
		final List<Annotation> all = new ArrayList<>();
		final List<Geometry> drawn = new ArrayList<>();
		for (int i = 0; i < 4000; i++) {
			final double extent = new double[] { 0.02, 0.05, 0.2, 1, 30 }[i % 5];
			final double far = new double[] { 0, -500, 123456.789, 1e7 }[random.nextInt(4)];
			final List<Polygon> polygons = new ArrayList<>();
			for (int part = 0; part <= random.nextInt(2); part++)
				polygons.add(new Polygon(ring(random, extent, far),
					random.nextInt(3) == 0 ? List.of(ring(random, extent / 2, far)) : List.of()));
			drawn.add(Geometry.polygons(polygons));
			all.add(plain(drawn.get(i)));
		}
		final Path file = texts.write(all);
		final List<org.locationtech.jts.geom.Geometry> taken = QuPathRules.geometries(file);
		final List<Annotation> read = texts.read(file);
		assertEquals(List.of(), texts.remarks());
		assertEquals(all.size(), taken.size());
		int sound = 0;
		for (int i = 0; i < taken.size(); i++) {
			final Geometry geometry = read.get(i).geometry();
			assertEquals("area " + i, taken.get(i).getArea(), geometry.area(), 0.01 * geometry.length(1, 1) + 1e-9);
			if (!GeometryRepair.isSound(drawn.get(i))) continue;
			sound++;
			assertEquals("drawn " + i, drawn.get(i).area(), geometry.area(), 0.02 * drawn.get(i).length(1, 1));
		}
		assertTrue(sound + " were sound", sound > 300);
	}

	private static Vertices ring(final Random random, final double extent, final double far) {
		final double[] xy = new double[2 * (3 + random.nextInt(6))];
		for (int i = 0; i < xy.length; i++)
			xy[i] = far + (random.nextBoolean() ? random.nextDouble() * extent : random.nextInt(4) * extent / 4);
		return Vertices.of(xy);
	}

	@Test
	public void numbersAreRightToTheLastDigit() throws IOException {
		final Random random = new Random(2);
		final List<Double> values = new ArrayList<>(List.of(0.0, -0.0, -0.004, 0.004, 0.006, -0.006, 0.5, 0.05, -0.05,
			99.99, 99.995001, 100.0, 1e7, -1e7, 12345678.9, 9999999.994, 0.1 + 0.2, 51081.1445, 1e13, -123456789.01));
		for (int i = 0; i < 20000; i++)
			values.add((random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(10)));
		for (final double value : values) {
			final String text = hundredths(value);
			assertTrue(value + " is " + text, text.matches("-?(0|[1-9]\\d*)(\\.\\d|\\.\\d?[1-9])?")
				&& !text.endsWith(".0") && !text.equals("-0"));
			assertEquals(text, value, Double.parseDouble(text), 0.005 + Math.ulp(value));
			final BigDecimal exact = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
			if (Math.abs(value * 100 - Math.rint(value * 100)) < 0.499)
				assertEquals(0, exact.compareTo(new BigDecimal(text)));
		}
		assertEquals("1000000000000000", hundredths(1e300));
	}

	private static String hundredths(final double value) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final JsonBytes json = new JsonBytes(bytes);
		json.hundredths(Hundredths.nearest(value)).flush();
		return bytes.toString(StandardCharsets.US_ASCII);
	}

	@Test
	public void textsOfAnyLengthAreUtf8() throws IOException {
		final StringBuilder long1 = new StringBuilder();
		for (int i = 0; i < 70000; i++)
			long1.appendCodePoint(new int[] { 'a', 'ß', '€', 0x1F52C, '"' }[i % 5]);
		final Annotation annotation =
			plain(Geometry.polygon(TRIANGLE)).with().name(long1.toString()).property("half", "\ud800x").build();
		assertEquals(List.of(annotation), texts.again(List.of(annotation)));
	}

	@Test
	public void aFileAppearsWhenItIsComplete() throws IOException {
		for (final String ending : List.of("geojson", "geojson.gz", "geojson.zip")) {
			final Path target = texts.file(ending);
			try (AnnotationWriter writer =
				new GeoJsonFormat().write(target, SlideFrame.UNKNOWN, new Remarks())) {
				writer.put(plain(Geometry.polygon(TRIANGLE)));
			}
			assertFalse(Files.exists(target));
		}
		assertEquals("nothing is left", 0, folder.getRoot().list().length);
	}

	@Test
	public void shapelyAgreesOnAreasAndLengths() throws IOException {
		final Random random = new Random(3);
		final List<Annotation> all = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			final Vertices ring = ring(random, 300, random.nextInt(2) * 123456);
			all.add(plain(switch (i % 4) {
				case 0 -> Geometry.lines(List.of(ring));
				case 1 -> Geometry.ellipse(ring.box());
				case 2 -> Geometry.rectangle(ring.box());
				default -> Geometry.polygons(List.of(new Polygon(ring),
					new Polygon(Vertices.ofBox(new Box(0, 0, 400, 400)), List.of(ring(random, 300, 50)))));
			}));
		}
		for (final String name : List.of("insitupy-demo_annotations.geojson", "qupath-geojson_xml-example.geojson"))
			all.addAll(texts.read(RealSlides.path("annotations/" + name)));
		final Path file = texts.write(all);
		final List<ShapelyAreas.Feature> features = ShapelyAreas.features(file);
		final List<Annotation> read = texts.read(file);
		assertEquals(all.size(), features.size());
		for (int i = 0; i < features.size(); i++) {
			final ShapelyAreas.Feature feature = features.get(i);
			final Geometry geometry = read.get(i).geometry();
			assertTrue(feature.isValid());
			final Geometry shown = geometry.kind() == GeometryKind.ELLIPSE
				? new HundredthGrid(new Remarks()).rounded(all.get(i).geometry()) : geometry;
			assertEquals(feature.area(), shown.area(), 1e-6 * feature.area());
			assertEquals(feature.length(), shown.length(1, 1), 1e-6 * feature.length());
			assertEquals("an ellipse itself", geometry.area(), shown.area(), geometry.area() / 1000 + 1);
		}
	}

	@Test
	public void realFilesComeBack() throws IOException {
		for (final String name : List.of("insitupy-demo_annotations.geojson", "qupath-geojson_xml-example.geojson")) {
			final List<Annotation> real = texts.read(RealSlides.path("annotations/" + name));
			assertEquals(List.of(), texts.remarks());
			final Path file = texts.write(real);
			assertEquals(List.of(), texts.remarks());
			assertEquals(real.size(), QuPathRules.geometries(file).size());
			final List<Annotation> again = texts.read(file);
			assertEquals(name, again, texts.again(again));
			for (int i = 0; i < real.size(); i++) {
				assertEquals("but for the place", real.get(i).with().geometry(again.get(i).geometry()).build(),
					again.get(i));
				assertEquals(real.get(i).geometry().kind(), again.get(i).geometry().kind());
				assertEquals(real.get(i).geometry().vertexCount(), again.get(i).geometry().vertexCount());
				assertEquals(real.get(i).geometry().area(), again.get(i).geometry().area(),
					0.01 * real.get(i).geometry().length(1, 1));
			}
			if (name.startsWith("insitupy")) assertEquals("they have 0.01 pixels", real, again);
		}
		final List<Annotation> demo = texts.read(RealSlides.path("annotations/insitupy-demo_annotations.geojson"));
		assertEquals(7, demo.size());
		assertEquals(GeometryKind.ELLIPSE, demo.get(0).geometry().kind());
		assertEquals(Optional.of(new Classification("Stroma", OptionalInt.of(0x96c896))), demo.get(0).classification());
	}
}
