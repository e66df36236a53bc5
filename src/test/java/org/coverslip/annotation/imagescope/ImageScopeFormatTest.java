package org.coverslip.annotation.imagescope;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.slide.PixelSize;
import org.coverslip.testing.AnnotationTrip;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is in ImageScope's files, each trap of them, and what is written for it. */
public class ImageScopeFormatTest {

	private static final Box BOX = new Box(100, 200, 40, 30);
	private static final Vertices SQUARE = Vertices.of(0, 0, 100, 0, 100, 100, 0, 100);
	private static final Vertices HOLE = Vertices.of(10, 10, 20, 10, 20, 20);
	private static final Classification TUMOUR = new Classification("Tumour", OptionalInt.of(0x0102ff));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private AnnotationTrip trip;

	@Before
	public void knowTheSlide() {
		trip = new AnnotationTrip(folder.getRoot().toPath(), new SlideFrame(Optional.empty(), Optional.empty(),
			Optional.empty(), Optional.of(new PixelSize(0.5, 0.25)), Optional.empty()));
	}

	private static String layer(final String attributes, final String... regions) {
		return "<Annotation Id=\"1\" " + attributes + "><Regions>" + String.join("\n", regions)
			+ "</Regions><Plots/></Annotation>";
	}

	private static String region(final String attributes, final double... xy) {
		final StringBuilder text = new StringBuilder("<Region Id=\"1\" " + attributes + "><Vertices>");
		for (int i = 0; i < xy.length; i += 2)
			text.append("<Vertex X=\"" + xy[i] + "\" Y=\"" + xy[i + 1] + "\" Z=\"0\"/>");
		return text + "</Vertices></Region>";
	}

	private List<Annotation> read(final String... layers) throws IOException {
		return trip.readText("a.xml", "<Annotations MicronsPerPixel=\"0.5\">" + String.join("\n", layers)
			+ "</Annotations>");
	}

	@Test
	public void aLayerIsAClassWithItsColour() throws IOException {
		final List<Annotation> read = read(
			layer("Name=\"Tumour\" LineColor=\"16712193\" ReadOnly=\"1\"",
				region("Type=\"0\" Text=\"first\"", SQUARE.toArray()), region("Type=\"0\"", 5, 5, 6, 5, 6, 6)),
			layer("Name=\"\" LineColor=\"65535\"", region("Type=\"0\" Text=\"\"", SQUARE.toArray())),
			layer("LineColor=\"what\"", region("", SQUARE.toArray())));
		assertEquals(new Classification("Tumour", OptionalInt.of(0x0102ff)), read.get(0).classification().get());
		assertEquals(Optional.of("first"), read.get(0).name());
		assertTrue(read.get(0).isLocked());
		assertEquals("without Text", Optional.empty(), read.get(1).name());
		assertEquals("yellow", new Classification("Layer 2", OptionalInt.of(0xffff00)),
			read.get(2).classification().get());
		assertEquals(new Classification("Layer 3"), read.get(3).classification().get());
		assertEquals(List.of("a LineColor that is no number was left out"), trip.remarks());
	}

	@Test
	public void theTypeSaysWhatARegionIs() throws IOException {
		final List<Annotation> read = read(layer("", region("Type=\"0\"", SQUARE.toArray()),
			region("Type=\"1\"", 100, 200, 140, 200, 140, 230, 100, 230), region("Type=\"2\"", 140, 200, 100, 230),
			region("Type=\"3\"", 1, 2, 3, 4), region("Type=\"4\"", 1, 2, 3, 4, 9, 4), region("Type=\"7\"", 1, 2, 3, 4),
			region("Type=\"1\"", 0, 0, 10, 10, 0, 20, -10, 10), region("Type=\"0\"", 7, 8), region("Type=\"0\"")));
		assertEquals(List.of(Geometry.polygon(SQUARE), Geometry.rectangle(BOX), Geometry.ellipse(BOX),
			Geometry.lines(List.of(Vertices.of(1, 2, 3, 4))), Geometry.lines(List.of(Vertices.of(1, 2, 3, 4, 9, 4))),
			Geometry.lines(List.of(Vertices.of(1, 2, 3, 4))),
			Geometry.polygon(Vertices.of(0, 0, 10, 10, 0, 20, -10, 10)),
			Geometry.points(Vertices.of(7, 8))), read.stream().map(Annotation::geometry).toList());
		assertEquals("arrow", read.get(3).properties().get("Shape"));
		assertEquals(List.of("a region of type 7 was taken for what its number of points allows",
			"a region without points was left out"), trip.remarks());
	}

	@Test
	public void repeatedPointsAreLeftOutWhereTheyFollowEachOther() throws IOException {
		assertEquals(Geometry.polygon(Vertices.of(0, 0, 9, 0, 9, 9)),
			read(layer("", region("Type=\"0\"", 0, 0, 0, 0, 9, 0, 9, 9, 9, 9, 0, 0))).get(0).geometry());
		assertEquals("not elsewhere", Geometry.lines(List.of(Vertices.of(0, 0, 9, 0, 0, 0, 9, 0))),
			read(layer("", region("Type=\"4\"", 0, 0, 9, 0, 9, 0, 0, 0, 9, 0))).get(0).geometry());
	}

	@Test
	public void aNegativeRegionIsAHoleOfTheSmallestThatHoldsIt() throws IOException {
		final List<Annotation> read = read(layer("Name=\"A\"", region("NegativeROA=\"1\"", HOLE.toArray()),
			region("NegativeROA=\"0\"", -500, -500, 500, -500, 500, 500, -500, 500),
			region("Text=\"shell\"", SQUARE.toArray()), region("NegativeROA=\"1\"", 900, 900, 910, 900, 910, 910)),
			layer("Name=\"B\"", region("", SQUARE.toArray())));
		assertEquals(4, read.size());
		assertFalse(read.get(0).geometry().hasHoles());
		assertEquals(Geometry.polygons(List.of(new Polygon(SQUARE, List.of(HOLE)))), read.get(1).geometry());
		assertEquals(Optional.of("shell"), read.get(1).name());
		assertEquals("stays", 50, read.get(2).geometry().area(), 0);
		assertFalse("another layer", read.get(3).geometry().hasHoles());
		assertEquals(List.of("a negative region that lies in no other one of its layer was kept as one by itself"),
			trip.remarks());
	}

	@Test
	public void positiveRegionsWithinOthersAreNoHoles() throws IOException {
		final List<Annotation> read = read(layer("", region("", SQUARE.toArray()), region("", HOLE.toArray())));
		assertEquals(10000 + 50, read.stream().mapToDouble(each -> each.geometry().area()).sum(), 0);
	}

	@Test
	public void aHoleThatSticksOutIsCutAtTheEdge() throws IOException {
		final Annotation read = read(layer("", region("", SQUARE.toArray()),
			region("NegativeROA=\"1\"", 50, 50, 150, 50, 150, 60, 50, 60))).get(0);
		assertEquals(10000 - 500, read.geometry().area(), 1e-9);
		assertEquals(List.of("a ring that crosses itself or another one was repaired",
			"a hole was taken for one of an area that does not hold all of it"), trip.remarks());
	}

	@Test
	public void attributesAreProperties() throws IOException {
		final String attributes = "<Attributes><Attribute Name=\"1\" Id=\"0\" Value=\"dense\"/>"
			+ "<Attribute Name=\"Grade\" Id=\"1\" Value=\"3\"/>"
			+ "<Attribute Name=\"x\" Id=\"2\" Value=\"\"/></Attributes>";
		final String text = "<Annotations><Annotation Id=\"1\" Name=\"A\" Visible=\"0\" LineColor=\"7\"><Regions>"
			+ "<RegionAttributeHeaders>"
			+ "<AttributeHeader Id=\"1\" Name=\"Description\" ColumnWidth=\"-1\"/></RegionAttributeHeaders>"
			+ "<Region Id=\"1\" Type=\"0\" Text=\"n\">" + attributes + "<Vertices><Vertex X=\"1\" Y=\"2\" Z=\"3\"/>"
			+ "<Vertex X=\"3\" Y=\"2\"/><Vertex X=\"1\" Y=\"4\"/></Vertices></Region></Regions><Attributes>"
			+ "<Attribute Name=\"Description\" Id=\"0\" Value=\"all\"/></Attributes></Annotation></Annotations>";
		final List<Annotation> read = trip.readText("a.xml", text);
		assertEquals(Map.of("Description", "dense", "Grade", "3", "Layer: Description", "all", "Layer: Visible", "0"),
			read.get(0).properties());
		assertEquals(List.of("the depth (Z) of a point was left out"), trip.remarks());
		assertEquals(read, trip.read(trip.write("b.xml", "imagescope", read)));
	}

	@Test
	public void whatIsWrittenIsReadAgain() throws IOException {
		final Annotation ring = Annotation.builder(Geometry.polygons(List.of(new Polygon(SQUARE, List.of(HOLE)))))
			.name("a \"<name>\" & more\n\u20ac").classification(TUMOUR).property("Grade", "3").build();
		final List<Annotation> all = List.of(ring, ring.with().geometry(Geometry.rectangle(BOX)).build(),
			ring.with().geometry(Geometry.ellipse(BOX)).build(),
			ring.with().geometry(Geometry.lines(List.of(Vertices.of(1, 2, 3.25, 4e-7, 5e8, 6)))).build(),
			ring.with().geometry(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4)))).property("Shape", "arrow").build(),
			ring.with().classification(new Classification("Layer 2", OptionalInt.of(0xff0000))).build(),
			ring.with().locked(true).build());
		final Path file = trip.write("a.xml", "imagescope", all);
		assertEquals(List.of(), trip.remarks());
		assertEquals(all, trip.read(file));
		final String text = Files.readString(file);
		assertTrue(text, text.contains("<Annotations MicronsPerPixel=\"0.375\">"));
		assertTrue(text, text.contains("LineColor=\"16712193\""));
		assertTrue("unnamed, as ImageScope has it", text.contains("<Annotation Id=\"2\" Name=\"\""));
		assertTrue(text, text.contains("Length=\"400\" Area=\"10000\" LengthMicrons=\"150\" AreaMicrons=\"1250\""));
		assertTrue(text, text.contains("AreaMicrons=\"6.25\" Text=\"\" NegativeROA=\"1\""));
		assertTrue(text, text.contains("<AttributeHeader Id=\"1\" Name=\"Grade\" ColumnWidth=\"-1\"/>"));
	}

	@Test
	public void whatHasNoPlaceIsSaid() throws IOException {
		final Annotation two = Annotation.builder(Geometry.polygons(List.of(new Polygon(SQUARE),
			new Polygon(HOLE.scaledAndMoved(1, 1, 900, 0))))).name("two").classification(TUMOUR).color(0x123456)
			.measurement("Area", 3).plane(new AnnotationPlane(-1, 2, 0)).build();
		final Annotation points = Annotation.builder(Geometry.points(Vertices.of(1, 2, 3, 4))).build();
		final Path file = trip.write("a.xml", "imagescope", List.of(two, points));
		assertEquals(List.of("ImageScope has no measurements; they were left out",
			"ImageScope has no planes; on which one an annotation is was left out",
			"an annotation of another colour than its class was given the colour of that",
			"what has no class was put into a layer without a name",
			"the parts of an annotation were written as regions of their own (2 times)",
			"a point was written as a region of one point (2 times)"), trip.remarks());
		final List<Annotation> read = trip.read(file);
		assertEquals(List.of("two", "two", "", ""),
			read.stream().map(each -> each.name().orElse("")).toList());
		assertEquals(Geometry.points(Vertices.of(3, 4)), read.get(3).geometry());
		assertEquals(Optional.of(new Classification("Layer 2", OptionalInt.of(0xffff00))),
			read.get(3).classification());
	}

	@Test
	public void anyEncodingIsRead() throws IOException {
		final String body = "<Annotations><Annotation Id=\"1\" Name=\"Epith\u00e9lium\"><Regions>"
			+ region("", SQUARE.toArray()) + "</Regions></Annotation></Annotations>";
		final Charset latin = StandardCharsets.ISO_8859_1;
		for (final byte[] bytes : List.of(body.getBytes(StandardCharsets.UTF_8),
			("\ufeff" + body).getBytes(StandardCharsets.UTF_8),
			("\ufeff<?xml version=\"1.0\" encoding=\"utf-16\"?>" + body).getBytes(StandardCharsets.UTF_16LE),
			("\ufeff" + body).getBytes(StandardCharsets.UTF_16BE),
			("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + body).getBytes(latin))) {
			final List<Annotation> read = trip.read(Files.write(folder.getRoot().toPath().resolve("e.xml"), bytes));
			assertEquals("Epith\u00e9lium", read.get(0).classification().get().name());
		}
	}

	@Test
	public void otherXmlIsNotTaken() throws IOException {
		for (final String other : List.of("<annotations/>", "<ASAP_Annotations/>", "{}", "", "<Annotations",
			"<Annotations><Annotation Name=\"A\" Visible=\"True\"/></Annotations>"))
			assertFalse(other, new ImageScopeFormat().accepts(AnnotationFile.of(trip.file("o.xml", other))));
	}

	private void assertRefused(final String message, final String text) throws IOException {
		final Path file = trip.file("bad.xml", text);
		final AnnotationFormatException e = assertThrows(text, AnnotationFormatException.class,
			() -> AnnotationFiles.read(AnnotationFile.of(file), new ImageScopeFormat(), SlideFrame.UNKNOWN,
				Optional.empty(), new Remarks(), each -> {}));
		assertEquals(file + ", " + message, e.getMessage());
	}

	@Test
	public void badInputIsSaidInOneSentence() throws IOException {
		final String start = "<Annotations>\n<Annotation>\n<Regions>\n";
		assertRefused("line 4, region 1: X is \"abc\", which is no number",
			start + "<Region><Vertices><Vertex X=\"abc\" Y=\"1\"/>");
		assertRefused("line 5, region 2: an element Vertex without Y",
			start + "<Region/>\n<Region><Vertices><Vertex X=\"1\"/>");
		assertRefused("line 4, region 1: Y is \"Infinity\", which is no finite number",
			start + "<Region><Vertices><Vertex X=\"1\" Y=\"Infinity\"/>");
		assertRefused("line 1: the root element is html", "<html/>");
		assertRefused("line 1: a DOCTYPE, which is not accepted",
			"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Annotations>&e;</Annotations>");
		assertRefused("line 3, region 1: no well-formed XML: XML document structures must start and end within the "
			+ "same entity.", "<Annotations><Annotation><Regions>\n<Region>\n");
	}
}
