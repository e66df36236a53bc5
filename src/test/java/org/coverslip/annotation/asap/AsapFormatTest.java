package org.coverslip.annotation.asap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.testing.AnnotationTrip;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is in ASAP's files, each trap of them, and what is written for it. */
public class AsapFormatTest {

	private static final Vertices SQUARE = Vertices.of(0, 0, 100, 0, 100, 100, 0, 100);
	private static final Vertices HOLE = Vertices.of(10, 10, 20, 10, 20, 20);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private AnnotationTrip trip;

	@Before
	public void begin() {
		trip = new AnnotationTrip(folder.getRoot().toPath(), SlideFrame.UNKNOWN);
	}

	private static String annotation(final String attributes, final double... xy) {
		final StringBuilder text = new StringBuilder("<Annotation " + attributes + "><Coordinates>");
		for (int i = 0; i < xy.length; i += 2)
			text.append("<Coordinate Order=\"" + i / 2 + "\" X=\"" + xy[i] + "\" Y=\"" + xy[i + 1] + "\" />");
		return text + "</Coordinates></Annotation>";
	}

	private static String group(final String name, final String parent, final String color) {
		return "<Group Name=\"" + name + "\" PartOfGroup=\"" + parent + "\" Color=\"" + color
			+ "\"><Attributes /></Group>";
	}

	private List<Annotation> read(final String annotations, final String groups) throws IOException {
		return trip.readText("a.xml", "<?xml version=\"1.0\"?>\n<ASAP_Annotations>\n<Annotations>" + annotations
			+ "</Annotations>\n<AnnotationGroups>" + groups + "</AnnotationGroups>\n</ASAP_Annotations>");
	}

	@Test
	public void aGroupIsAClassAndGroupsNest() throws IOException {
		final List<Annotation> read = read(
			annotation("Name=\"one\" Type=\"Polygon\" PartOfGroup=\"inner\" Color=\"#64FE2E\"", SQUARE.toArray())
				+ annotation("Name=\"\" Type=\"Polygon\" PartOfGroup=\"outer\" Color=\"#0000ff\"", SQUARE.toArray())
				+ annotation("Type=\"Polygon\" PartOfGroup=\"None\" Color=\"blue\"", SQUARE.toArray())
				+ annotation("Type=\"Polygon\" PartOfGroup=\"not listed\"", SQUARE.toArray()),
			group("inner", "outer", "#64FE2E") + group("outer", "None", "#0f0") + group("loop", "loop", ""));
		assertEquals(List.of(Optional.of("one"), Optional.empty(), Optional.empty(), Optional.empty()),
			read.stream().map(Annotation::name).toList());
		assertEquals(new Classification("outer: inner", OptionalInt.of(0x64fe2e)),
			read.get(0).classification().get());
		assertEquals("that of its group", OptionalInt.empty(), read.get(0).color());
		assertEquals(new Classification("outer", OptionalInt.of(0x00ff00)), read.get(1).classification().get());
		assertEquals("its own", OptionalInt.of(0x0000ff), read.get(1).color());
		assertEquals(Optional.empty(), read.get(2).classification());
		assertEquals(new Classification("not listed"), read.get(3).classification().get());
		assertEquals(List.of("a colour that is not like #64FE2E was left out"), trip.remarks());
	}

	@Test
	public void theTypeSaysWhatAnAnnotationIs() throws IOException {
		final List<Annotation> read = read(annotation("Type=\"Dot\"", 1, 2)
			+ annotation("Type=\"PointSet\"", 1, 2, 3, 4)
			+ annotation("Type=\"Measurement\"", 1, 2, 3, 4)
			+ annotation("Type=\"Rectangle\"", 100, 200, 100, 230, 140, 230, 140, 200)
			+ annotation("Type=\"Spline\"", SQUARE.toArray()) + annotation("Type=\"None\"", 1, 2, 3, 4)
			+ annotation("Type=\"Polygon\""), "");
		assertEquals(List.of(Geometry.points(Vertices.of(1, 2)), Geometry.points(Vertices.of(1, 2, 3, 4)),
			Geometry.lines(List.of(Vertices.of(1, 2, 3, 4))), Geometry.rectangle(new Box(100, 200, 40, 30)),
			Geometry.polygon(SQUARE), Geometry.lines(List.of(Vertices.of(1, 2, 3, 4)))),
			read.stream().map(Annotation::geometry).toList());
		assertEquals(List.of("a spline was taken as the polygon of its control points",
			"an annotation of type \"None\" was taken for what its number of points allows",
			"an annotation without points was left out"), trip.remarks());
		final Path again = trip.write("b.xml", "asap", read.subList(4, 5));
		assertTrue(Files.readString(again).contains("Type=\"Spline\""));
		assertEquals(List.of(), trip.remarks());
	}

	@Test
	public void pointsComeInTheOrderThatTheyState() throws IOException {
		final String shuffled = "<Annotation Type=\"Polygon\"><Coordinates><Coordinate Order=\"2\" X=\"9\" Y=\"9\"/>"
			+ "<Coordinate Order=\"0\" X=\"0\" Y=\"0\"/><Coordinate Order=\"1\" X=\"9\" Y=\"0\"/>"
			+ "</Coordinates></Annotation>";
		assertEquals(Geometry.polygon(Vertices.of(0, 0, 9, 0, 9, 9)), read(shuffled, "").get(0).geometry());
	}

	@Test
	public void holesGoToAGroupAndComeBack() throws IOException {
		final Classification tumour = new Classification("tumour", OptionalInt.of(0xff0000));
		final Annotation ring = Annotation.builder(Geometry.polygons(List.of(new Polygon(SQUARE, List.of(HOLE)))))
			.name("ring").classification(tumour).build();
		final Annotation other = ring.with().geometry(Geometry.polygon(SQUARE)).name("other class")
			.classification(new Classification("stroma", OptionalInt.of(0x00ff00))).build();
		final Annotation none = ring.with().classification(null).color(0x123456).build();
		final List<Annotation> all = List.of(other, ring, none);
		final Path file = trip.write("a.xml", "asap", all);
		assertEquals(List.of("ASAP has no holes; one was written as a polygon of the group tumour_hole",
			"ASAP has no holes; one was written as a polygon of the group _hole"), trip.remarks());
		final String text = Files.readString(file);
		assertTrue(text, text.contains("<Group Name=\"tumour_hole\" PartOfGroup=\"None\" Color=\"#FF0000\">"));
		assertEquals(all, trip.read(file));
		assertEquals(List.of(), trip.remarks());
	}

	@Test
	public void aHoleOfNothingStays() throws IOException {
		final List<Annotation> read = read(annotation("Type=\"Polygon\" PartOfGroup=\"t_hole\"", HOLE.toArray())
			+ annotation("Type=\"Polygon\" PartOfGroup=\"other\"", SQUARE.toArray()),
			group("t_hole", "None", "#FFFFFF"));
		assertEquals("t_hole", read.get(0).classification().get().name());
		assertEquals(2, read.size());
		assertEquals(List.of("a polygon of a group that ends in _hole lies in none of its class and was kept"),
			trip.remarks());
	}

	/** ASAP knows groups by name, refuses one that is not listed, and takes the numbers of points for places. */
	@Test
	public void whatIsWrittenIsWhatAsapNeeds() throws IOException {
		final Annotation a = Annotation.builder(Geometry.polygon(SQUARE))
			.classification(new Classification("Tumour: In")).build();
		final List<Annotation> all = List.of(a, a.with().classification(new Classification("Stroma: In")).build(),
			a.with().classification(new Classification("Tumour: Edge: Far", OptionalInt.of(0xff))).build(),
			a.with().classification(new Classification("None")).build());
		final Path file = trip.write("a.xml", "asap", all);
		final String text = Files.readString(file);
		assertFalse(text, text.contains("DOCTYPE"));
		final List<String> names = text.lines().filter(line -> line.contains("<Group "))
			.map(line -> line.replaceAll(".*Name=\"(.*?)\" PartOfGroup=\"(.*?)\".*", "$1 in $2")).toList();
		assertEquals(List.of("Tumour in None", "Tumour: In in Tumour", "Stroma in None", "Stroma: In in Stroma",
			"Edge in Tumour", "Far in Edge", "None_ in None"), names);
		assertTrue(text, text.contains("PartOfGroup=\"Stroma: In\""));
		assertTrue(text, text.contains("<Coordinate Order=\"3\" X=\"0\" Y=\"100\"/>"));
		final List<Annotation> read = trip.read(file);
		assertEquals(List.of("Tumour: In", "Stroma: In", "Tumour: Edge: Far", "None_"),
			read.stream().map(each -> each.classification().get().name()).toList());
		assertEquals("the same again", read, trip.read(trip.write("b.xml", "asap", read)));
	}

	@Test
	public void whatHasNoPlaceIsSaid() throws IOException {
		final Annotation ellipse = Annotation.builder(Geometry.ellipse(new Box(0, 0, 10, 20))).locked(true)
			.property("a", "b").measurement("c", 1).build();
		final Annotation lines = Annotation.builder(Geometry.lines(List.of(Vertices.of(0, 0, 1, 1, 2, 0),
			Vertices.of(5, 5, 6, 6)))).build();
		final Path file = trip.write("a.xml", "asap", List.of(ellipse, lines,
			Annotation.builder(Geometry.polygon(SQUARE)).classification(new Classification("x_hole")).build()));
		assertEquals(List.of("ASAP has no measurements; they were left out",
			"ASAP has no locked annotations; one is unlocked now",
			"ASAP has no properties of annotations; they were left out",
			"ASAP has no ellipses; one was written as a polygon of 128 corners",
			"the parts of an annotation were written as annotations of their own",
			"ASAP measures from point to point; a line of more points was written as one measurement",
			"a class whose name ends in _hole is read as holes"), trip.remarks());
		final List<Annotation> read = trip.read(file);
		assertEquals(ellipse.geometry().polygons().get(0).area(), read.get(0).geometry().area(), 1e-9);
		assertEquals(List.of(Vertices.of(0, 0, 1, 1, 2, 0)), read.get(1).geometry().lines());
	}

	@Test
	public void badInputIsSaidInOneSentence() throws IOException {
		final Map<String, String> bad = Map.of("<Coordinate Order=\"0\" X=\"1,5\" Y=\"2\"/>",
			", line 2, region 1: X is \"1,5\", which is no number", "<Coordinate Order=\"0\" Y=\"2\"/>",
			", line 2, region 1: an element Coordinate without X", "<Coordinate Order=\"x\" X=\"1\" Y=\"2\"/>",
			", line 2, region 1: Order is \"x\", which is no number", "<Coordinate Order=\"0\" X=\"NaN\" Y=\"2\"/>",
			", line 2, region 1: X is \"NaN\", which is no finite number", "<a></b>",
			", line 2, region 1: no well-formed XML: The element type \"a\" must be terminated by the matching end-tag"
				+ " \"</a>\".");
		for (final Map.Entry<String, String> each : bad.entrySet()) {
			final Path file = trip.file("bad.xml",
				"<ASAP_Annotations><Annotations><Annotation><Coordinates>\n" + each.getKey());
			final AnnotationFormatException e =
				assertThrows(AnnotationFormatException.class, () -> trip.read(file));
			assertEquals(file + each.getValue(), e.getMessage());
		}
	}
}
