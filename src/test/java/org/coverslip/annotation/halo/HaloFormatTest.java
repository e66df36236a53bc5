package org.coverslip.annotation.halo;

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
import org.coverslip.annotation.AnnotationFile;
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

/** What is in HALO's files, each trap of them, and what is written for it. */
public class HaloFormatTest {

	private static final Vertices SQUARE = Vertices.of(0, 0, 100, 0, 100, 100, 0, 100);
	private static final Vertices HOLE = Vertices.of(10, 10, 20, 10, 20, 20);
	private static final Classification TUMOUR = new Classification("Tumour", OptionalInt.of(0x0102ff));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private AnnotationTrip trip;

	@Before
	public void begin() {
		trip = new AnnotationTrip(folder.getRoot().toPath(), SlideFrame.UNKNOWN);
	}

	private static String region(final String type, final int isNegative, final String comments, final int... xy) {
		final StringBuilder text = new StringBuilder("<Region Type=\"" + type + "\" HasEndcaps=\"0\" NegativeROA=\""
			+ isNegative + "\"><Vertices>");
		for (int i = 0; i < xy.length; i += 2)
			text.append("<V X=\"" + xy[i] + "\" Y=\"" + xy[i + 1] + "\" />");
		return text + "</Vertices><Comments>" + comments + "</Comments></Region>";
	}

	private List<Annotation> read(final String... regions) throws IOException {
		return trip.readText("a.annotations",
			"<Annotations><Annotation LineColor=\"16712193\" Name=\"Tumour\" Visible=\"True\">\n<Regions>"
				+ String.join("\n", regions) + "</Regions></Annotation></Annotations>");
	}

	@Test
	public void theWordSaysWhatARegionIs() throws IOException {
		final List<Annotation> read = read(region("Rectangle", 0, "", 140, 200, 100, 230),
			region("Ellipse", 0, "", 100, 200, 140, 230), region("Ruler", 0, "", 1, 2, 3, 4),
			region("Pin", 0, "", -5, 6),
			region("Polygon", 0, "", 0, 0, 9, 0, 9, 9), region("Arrow", 0, "", 1, 2, 3, 4), region("Polygon", 0, ""));
		final Box box = new Box(100, 200, 40, 30);
		assertEquals(List.of(Geometry.rectangle(box), Geometry.ellipse(box),
			Geometry.lines(List.of(Vertices.of(1, 2, 3, 4))), Geometry.points(Vertices.of(-5, 6)),
			Geometry.polygon(Vertices.of(0, 0, 9, 0, 9, 9)), Geometry.lines(List.of(Vertices.of(1, 2, 3, 4)))),
			read.stream().map(Annotation::geometry).toList());
		assertEquals(TUMOUR, read.get(0).classification().get());
		assertEquals(List.of("a region of type \"Arrow\" was taken for what its number of points allows",
			"a region without points was left out"), trip.remarks());
	}

	@Test
	public void negativeRegionsAreHoles() throws IOException {
		final List<Annotation> read = read(region("Rectangle", 0, "", 0, 0, 100, 100),
			region("Rectangle", 1, "", 10, 10, 20, 20), region("Polygon", 1, "", 900, 0, 910, 0, 910, 10));
		assertEquals(10000 - 100, read.get(0).geometry().area(), 0);
		assertEquals(2, read.size());
		assertEquals(List.of("a negative region that lies in no other one of its layer was kept as one by itself"),
			trip.remarks());
	}

	@Test
	public void commentsAreTheNameAndProperties() throws IOException {
		final String comments = "<Comment Author=\"me\" Body=\"first\" CreatedTime=\"2023-01-02T03:04:05.000Z\""
			+ " ModifiedTime=\"2024-01-02T03:04:05.000Z\"/><Comment Author=\"you\" Body=\"second\" CreatedTime=\"\"/>";
		final List<Annotation> read = read(region("Pin", 0, comments, 1, 2));
		assertEquals(Optional.of("first"), read.get(0).name());
		assertEquals(Map.of("Comment 1 Author", "me", "Comment 1 CreatedTime", "2023-01-02T03:04:05.000Z",
			"Comment 1 ModifiedTime", "2024-01-02T03:04:05.000Z", "Comment 2", "second", "Comment 2 Author", "you"),
			read.get(0).properties());
		final Path again = trip.write("b.annotations", "halo", read);
		assertEquals(List.of(), trip.remarks());
		final Annotation same = trip.read(again).get(0);
		assertEquals(read.get(0).name(), same.name());
		read.get(0).properties().forEach((key, value) -> assertEquals(key, value, same.properties().get(key)));
	}

	@Test
	public void whatIsWrittenIsReadAgain() throws IOException {
		final Annotation ring = Annotation.builder(Geometry.polygons(List.of(new Polygon(SQUARE, List.of(HOLE)))))
			.classification(TUMOUR).property("HasEndcaps", "1").property("ImageId", "77").build();
		final List<Annotation> all =
			List.of(ring, ring.with().geometry(Geometry.rectangle(new Box(-3, 4, 5, 6))).build(),
				ring.with().geometry(Geometry.ellipse(new Box(-3, 4, 5, 6))).build(),
				ring.with().geometry(Geometry.points(Vertices.of(1, 2))).build(),
				ring.with().geometry(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4)))).build(),
				Annotation.builder(Geometry.polygon(SQUARE)).classification(new Classification("Hidden",
					OptionalInt.of(0))).property("Layer: Visible", "0").build());
		final Path file = trip.write("a.annotations", "halo", all);
		assertEquals(List.of(), trip.remarks());
		assertEquals(all, trip.read(file));
		final String text = Files.readString(file);
		assertTrue(text, text.contains("<Annotation LineColor=\"16712193\" Name=\"Tumour\" Visible=\"True\">"));
		assertTrue(text, text.contains("<V X=\"-3\" Y=\"4\"/>"));
	}

	@Test
	public void whatHasNoPlaceIsSaid() throws IOException {
		final Annotation line = Annotation.builder(Geometry.lines(List.of(Vertices.of(0.4, 0.6, 1.5, 2.5, 7, 8))))
			.property("a", "b").locked(true).build();
		final Path file = trip.write("a.annotations", "halo", List.of(line, line));
		assertEquals(List.of("HALO has no locked annotations; one is unlocked now (2 times)",
			"HALO has no properties of annotations; they were left out (2 times)",
			"what has no class was put into a layer without a name (2 times)",
			"HALO's rulers have two points; a line of more was written as one of all of them (2 times)",
			"HALO has whole pixels; points were rounded to them"), trip.remarks());
		final Annotation read = trip.read(file).get(0);
		assertEquals(Geometry.lines(List.of(Vertices.of(0, 1, 2, 2, 7, 8))), read.geometry());
		assertEquals("Layer 1", read.classification().get().name());
	}

	@Test
	public void theFileIsKnownByItsWords() throws IOException {
		final HaloFormat format = new HaloFormat();
		assertTrue(format.accepts(AnnotationFile.of(trip.file("a.xml",
			"<Annotations><Annotation Name=\"A\"><Regions><Region Type=\"Pin\"><Vertices>"))));
		assertTrue("empty", format.accepts(AnnotationFile.of(trip.file("a.annotations", "<Annotations/>"))));
		assertFalse(format.accepts(AnnotationFile.of(trip.file("b.annotations",
			"<Annotations><Annotation Id=\"1\"><Regions><Region Type=\"0\"><Vertices><Vertex"))));
	}

	@Test
	public void badInputIsSaidInOneSentence() throws IOException {
		final AnnotationFormatException e = assertThrows(AnnotationFormatException.class,
			() -> read(region("Pin", 0, "", 1, 2), "<Region Type=\"Pin\"><Vertices><V X=\"a\" Y=\"1\"/>"));
		assertEquals(folder.getRoot().toPath().resolve("a.annotations")
			+ ", line 3, region 2: X is \"a\", which is no number", e.getMessage());
	}
}
