package org.coverslip.annotation.ndpa;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.SlideFrame.CentreOffset;
import org.coverslip.annotation.Vertices;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Slide;
import org.coverslip.testing.AnnotationTrip;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is in NDP.view's files, where it lies on the slide, and what is written for it. */
public class NdpaFormatTest {

	/** A pixel of 250 x 500 nm; the middle of 1000 x 600 pixels lies 2 um left of the glass's and 1 um below it. */
	private static final SlideFrame FRAME = new SlideFrame(Optional.of("a.ndpi"), Optional.of(Region.ofSize(1000, 600)),
		Optional.empty(), Optional.of(new PixelSize(0.25, 0.5)), Optional.of(new CentreOffset(-2000, 1000)));
	private static final double NM_X = 1 / 250.0;
	private static final double NM_Y = 1 / 500.0;
	private static final Vertices SQUARE = Vertices.of(100, 100, 200, 100, 200, 200, 100, 200);
	private static final Vertices HOLE = Vertices.of(110, 110, 120, 110, 120, 120);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private AnnotationTrip trip;

	@Before
	public void begin() {
		trip = new AnnotationTrip(folder.getRoot().toPath(), FRAME);
	}

	private static String view(final String title, final String details, final String annotation) {
		return "<ndpviewstate id=\"1\"><title>" + title + "</title><details>" + details
			+ "</details><coordformat>nanometers</coordformat><lens>0.4</lens><x>1</x><y>2</y><z>0</z>" + annotation
			+ "</ndpviewstate>\n";
	}

	private static String freehand(final String displayName, final String fields, final long... xy) {
		final StringBuilder text = new StringBuilder("<annotation type=\"freehand\" displayname=\"" + displayName
			+ "\" color=\"#00ff7f\"><measuretype>0</measuretype>" + fields + "<pointlist>");
		for (int i = 0; i < xy.length; i += 2)
			text.append("<point><x>" + xy[i] + "</x><y>" + xy[i + 1] + "</y></point>");
		return text + "</pointlist></annotation>";
	}

	private List<Annotation> read(final String... views) throws IOException {
		return trip.readText("a.ndpa", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<annotations>\n"
			+ String.join("", views) + "</annotations>");
	}

	@Test
	public void nanometresAreCountedFromTheMiddleOfTheGlass() throws IOException {
		final Annotation read = read(view("here", "more", freehand("AnnotateFreehand", "<closed>1</closed>", -2000,
			1000, -2000 + 25000, 1000, -2000, 1000 - 50000))).get(0);
		assertEquals(Geometry.polygon(Vertices.of(500, 300, 600, 300, 500, 200)), read.geometry());
		assertEquals(Optional.of("here"), read.name());
		assertEquals(Map.of("details", "more"), read.properties());
		assertEquals(OptionalInt.of(0x00ff7f), read.color());
		assertEquals(Optional.empty(), read.classification());
	}

	@Test
	public void eachTypeIsRead() throws IOException {
		final String pin = "<annotation type=\"pin\" displayname=\"AnnotatePin\" color=\"x\"><x>-2000</x><y>1000</y>"
			+ "<icon>pinblue</icon></annotation>";
		final String circle = "<annotation type=\"circle\" displayname=\"AnnotateCircle\" color=\"#000000\">"
			+ "<x>-2000</x><y>1000</y><radius>5000</radius></annotation>";
		final String line = "><x1>-2000</x1><y1>1000</y1><x2>23000</x2><y2>1000</y2></annotation>";
		final long[] box = { -2000, 1000, 23000, 1000, 23000, 51000, -2000, 51000 };
		final List<Annotation> read = read(view("", "", pin), view("", "", circle),
			view("", "", "<annotation type=\"linearmeasure\" displayname=\"x\"" + line),
			view("arrow", "", "<annotation type=\"pointer\"" + line), view("", "", "<annotation type=\"pointer\"/>"),
			view("", "", freehand("AnnotateRectangle", "<closed>1</closed><specialtype>rectangle</specialtype>", box)),
			view("", "", freehand("AnnotateFreehandLine", "<closed>0</closed>", -2000, 1000, 23000, 1000, 23000,
				51000)),
			view("", "", freehand("AnnotateFreehandLine", "", box)),
			view("", "", freehand("AnnotateFreehand", "", box)),
			view("", "", freehand("AnnotateFreehand", "<closed>0</closed>", -2000, 1000, 23000, 1000, 23000, 51000,
				-2000, 1000)),
			view("", "", ""), view("", "", "<annotation type=\"star\"><x>-2000</x><y>1000</y></annotation>"));
		final Geometry point = Geometry.points(Vertices.of(500, 300));
		final Geometry straight = Geometry.lines(List.of(Vertices.of(500, 300, 600, 300)));
		final Vertices corners = Vertices.of(500, 300, 600, 300, 600, 400, 500, 400);
		assertEquals(List.of(point, Geometry.ellipse(new Box(480, 290, 40, 20)), straight, straight,
			Geometry.rectangle(new Box(500, 300, 100, 100)),
			Geometry.lines(List.of(Vertices.of(500, 300, 600, 300, 600, 400))), Geometry.lines(List.of(corners)),
			Geometry.polygon(corners), Geometry.polygon(Vertices.of(500, 300, 600, 300, 600, 400)), point),
			read.stream().map(Annotation::geometry).toList());
		assertEquals("ruler", read.get(2).properties().get("Shape"));
		assertEquals("arrow", read.get(3).properties().get("Shape"));
		assertEquals(List.of("a colour that is not like #00ff00 was left out",
			"an annotation without points was left out",
			"a view in which nothing is drawn was left out",
			"an annotation of type \"star\" was taken for what it looks like"), trip.remarks());
	}

	@Test
	public void aRegionTitledClearIsAHole() throws IOException {
		final String shell = freehand("AnnotateFreehand", "<closed>1</closed>", 0, 0, 50000, 0, 50000, 50000, 0, 50000);
		final String hole =
			freehand("AnnotateFreehand", "<closed>1</closed>", 10000, 10000, 20000, 10000, 20000, 20000);
		final List<Annotation> read =
			read(view("Clear", "", hole), view("tumour", "", shell), view("clear", "", hole));
		assertEquals("drawn before", Optional.of("Clear"), read.get(0).name());
		assertEquals((2.5e9 - 5e7) * NM_X * NM_Y, read.get(1).geometry().area(), 1e-6);
		assertEquals(2, read.size());
		assertEquals(List.of("a region titled \"clear\" lies in none before it and was kept"), trip.remarks());
	}

	@Test
	public void whatIsWrittenIsReadAgain() throws IOException {
		final Classification tumour = new Classification("Tumour", OptionalInt.of(0xff0000));
		final Annotation ring = Annotation.builder(Geometry.polygons(List.of(new Polygon(SQUARE, List.of(HOLE)))))
			.name("ring <1>").classification(tumour).property("details", "two\nlines").build();
		final List<Annotation> all = List.of(ring, ring.with().name(null).build(),
			ring.with().classification(null).color(0x00ff00).geometry(Geometry.rectangle(new Box(1, 2, 3, 4))).build(),
			ring.with().geometry(Geometry.ellipse(new Box(1, 2, 40, 20))).build(),
			ring.with().geometry(Geometry.points(Vertices.of(1, 2))).build(),
			ring.with().geometry(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4, 5, 4)))).build(),
			ring.with().geometry(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4)))).property("Shape", "ruler").build());
		final Path file = trip.write("a.ndpa", "ndpa", all);
		assertEquals(List.of("NDP.view has no classes; one was written into the details (6 times)",
			"NDP.view has no holes; one was written as a region titled \"clear\" (2 times)"), trip.remarks());
		assertEquals(all, trip.read(file));
		final String text = Files.readString(file);
		assertTrue(text, text.contains("<title>ring &lt;1&gt;</title>"));
		assertTrue(text, text.contains("<specialtype>rectangle</specialtype>"));
	}

	@Test
	public void whatHasNoPlaceIsSaid() throws IOException {
		final Annotation ellipse = Annotation.builder(Geometry.ellipse(new Box(100, 100, 40, 30))).property("a", "b")
			.name("clear").build();
		final Annotation arrow = Annotation.builder(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4))))
			.property("Shape", "arrow").build();
		trip.write("a.ndpa", "ndpa",
			List.of(ellipse, arrow, Annotation.builder(Geometry.points(Vertices.of(1, 2, 3, 4))).build()));
		assertEquals(List.of("NDP.view has no properties of annotations; they were left out",
			"a region titled \"clear\" is read as a hole",
			"NDP.view has circles but no ellipses; one was written as a polygon of 128 corners",
			"an arrow was written as a line", "the parts of an annotation were written as annotations of their own"),
			trip.remarks());
	}

	/** Within a nanometre, also where a slide's pixel size is none that decimal numbers hold. */
	@Test
	public void placesComeBackWithinANanometre() throws IOException {
		final SlideFrame real = new SlideFrame(Optional.of("a.ndpi"), Optional.of(Region.ofSize(123_457, 98_765)),
			Optional.empty(), Optional.of(new PixelSize(0.2268431, 0.2271003)),
			Optional.of(new CentreOffset(4_876_667, -2_340_001)));
		final AnnotationTrip far = new AnnotationTrip(folder.getRoot().toPath(), real);
		final Random random = new Random(2);
		final double[] xy = new double[200];
		for (int i = 0; i < 200; i++)
			xy[i] = 90_000 * random.nextDouble();
		final Path file = far.write("far.ndpa", "ndpa",
			List.of(Annotation.builder(Geometry.lines(List.of(Vertices.of(xy)))).build()));
		final Vertices read = far.read(file).get(0).geometry().lines().get(0);
		for (int i = 0; i < 100; i++) {
			assertEquals(xy[2 * i], read.x(i), 1 / 226.8431);
			assertEquals(xy[2 * i + 1], read.y(i), 1 / 227.1003);
		}
		final String once = Files.readString(file);
		assertEquals("nm to pixels to nm", once, Files.readString(far.write("again.ndpa", "ndpa", far.read(file))));
	}

	/** A slide of Hamamatsu tells where it lies, as OpenSlide does. */
	@Test
	public void aRealSlideHasAFrame() throws IOException {
		final Path ndpi = RealSlides.path("ndpi/test3-TRITC 2 (560).ndpi");
		try (Slide slide = SlideOpener.open(ndpi)) {
			final SlideFrame frame = SlideFrame.of(slide, slide.scenes().get(0));
			final Map<String, String> theirs = Oracle.openSlideProperties(ndpi);
			assertEquals(Double.parseDouble(theirs.get("hamamatsu.XOffsetFromSlideCentre")),
				frame.centreOffset().get().xNm(), 0);
			assertEquals(Double.parseDouble(theirs.get("hamamatsu.YOffsetFromSlideCentre")),
				frame.centreOffset().get().yNm(), 0);
			assertEquals(Double.parseDouble(theirs.get("openslide.mpp-x")), frame.pixelSize().get().xUm(), 1e-9);
			assertEquals(theirs.get("openslide.level[0].width"), "" + frame.size().get().width());
			final AnnotationTrip real = new AnnotationTrip(folder.getRoot().toPath(), frame);
			final Annotation box = Annotation.builder(Geometry.rectangle(new Box(100, 200, 300, 400))).build();
			final Annotation read = real.read(real.write("real.ndpa", "ndpa", List.of(box))).get(0);
			assertEquals(GeometryKind.RECTANGLE, read.geometry().kind());
			assertEquals(100, read.geometry().box().x(), 0.005);
			assertEquals(600, read.geometry().box().endY(), 0.005);
		}
	}

	@Test
	public void withoutTheSlideNothingIsGuessed() throws IOException {
		final Path file = trip.file("a.ndpa", "<annotations><ndpviewstate/></annotations>");
		final AnnotationTrip blind = new AnnotationTrip(folder.getRoot().toPath(), SlideFrame.UNKNOWN);
		assertEquals(file + " counts nanometres from the middle of the glass, which needs its slide: name that with"
			+ " --slide, in a macro with slide=",
			assertThrows(IllegalArgumentException.class, () -> blind.read(file)).getMessage());
		final AnnotationTrip other = new AnnotationTrip(folder.getRoot().toPath(), new SlideFrame(Optional.of("b.svs"),
			FRAME.size(), Optional.empty(), FRAME.pixelSize(), Optional.empty()));
		final Path target = folder.getRoot().toPath().resolve("t.ndpa");
		assertEquals(target + " counts nanometres from the middle of the glass, which needs the image's place on it,"
			+ " and b.svs does not tell it: name the NDPI file with --slide",
			assertThrows(IllegalArgumentException.class, () -> other.write("t.ndpa", "ndpa", List.of())).getMessage());
		assertEquals("nothing is left of it", List.of(),
			List.of(folder.getRoot().list((in, name) -> name.contains("t.ndpa"))));
	}

	@Test
	public void badInputIsSaidInOneSentence() throws IOException {
		final Map<String, String> bad = Map.of("<coordformat>pixels</coordformat></ndpviewstate>",
			"coordformat is \"pixels\"; only nanometers are understood",
			"<annotation type=\"freehand\"><pointlist><point><x>1</x><y>z</y></point>",
			"y is \"z\", which is no number",
			"<annotation type=\"freehand\"><pointlist><point><x>1</x></point>", "a point without x or y",
			"<annotation type=\"circle\"><x>1</x><radius>3</radius></annotation></ndpviewstate>",
			"y is \"\", which is no number");
		for (final Map.Entry<String, String> each : bad.entrySet()) {
			final Path file = trip.file("bad.ndpa", "<annotations>\n<ndpviewstate>\n" + each.getKey());
			final AnnotationFormatException e =
				assertThrows(each.getKey(), AnnotationFormatException.class, () -> trip.read(file));
			assertEquals(file + ", line 3, region 1: " + each.getValue(), e.getMessage());
		}
	}
}
