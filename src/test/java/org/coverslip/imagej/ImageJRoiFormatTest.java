package org.coverslip.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

public class ImageJRoiFormatTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Remarks remarks = new Remarks();

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private Path written(final String name, final List<Annotation> annotations) throws IOException {
		final Path target = path(name);
		try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
			SlideFrame.UNKNOWN, Optional.empty(), remarks)) {
			for (final Annotation annotation : annotations)
				writer.put(annotation);
			writer.finish();
		}
		return target;
	}

	private List<Annotation> read(final Path path) throws IOException {
		final AnnotationFile file = AnnotationFile.of(path);
		final List<Annotation> all = new ArrayList<>();
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(), remarks,
			all::add);
		return all;
	}

	/** What ImageJ has in its memory after it loaded what it saved. */
	private static Roi again(final Roi roi) {
		return RoiDecoder.openFromByteArray(RoiEncoder.saveAsByteArray(roi));
	}

	private static Vertices square(final double x, final double y, final double side) {
		return Vertices.ofBox(new Box(x, y, side, side));
	}

	/** Of each kind one, at a place whose coordinates 32-bit floats can hold. */
	private static List<Geometry> kinds(final double x, final double y) {
		return List.of(Geometry.points(Vertices.of(x + 0.5, y + 0.5)),
			Geometry.points(Vertices.of(x, y, x + 1.25, y - 7, x, y)),
			Geometry.lines(List.of(Vertices.of(x, y, x + 10.5, y + 20.25))),
			Geometry.lines(List.of(Vertices.of(x, y, x + 10, y + 20, x + 30, y, x, y))),
			Geometry.lines(List.of(Vertices.of(x, y, x + 10, y + 20), Vertices.of(x + 5, y, x + 30, y, x + 9, y))),
			Geometry.rectangle(new Box(x, y, 10.25, 20.5)), Geometry.ellipse(new Box(x - 0.25, y, 10.25, 20.5)),
			Geometry.polygon(Vertices.of(x, y, x + 10.5, y + 0.25, x + 3, y + 30)),
			Geometry.polygons(List.of(new Polygon(square(x, y, 100), List.of(square(x + 10, y + 10, 20),
				square(x + 50, y + 50.5, 20))), new Polygon(square(x + 15, y + 15, 5)),
				new Polygon(square(x + 200, y, 9.5)))));
	}

	@Test
	public void itIsFound() {
		final AnnotationFormat format = KnownAnnotationFormats.ofWord("imagej").orElseThrow();
		assertEquals(ImageJRoiFormat.class, format.getClass());
		assertEquals(ImageJRoiFormat.class, KnownAnnotationFormats.ofName("RoiSet.ZIP").orElseThrow().getClass());
	}

	@Test
	public void everyKindOfGeometryComesBackAsItWas() throws IOException {
		for (final double[] place : new double[][] { { 100, 200 }, { 0, 0 }, { -300.5, -7000.25 }, { 59_990, 60_530 },
			{ 99_990.25, 65_530 }, { 100_000, 200_000.5 } }) {
			final List<Annotation> all =
				kinds(place[0], place[1]).stream().map(one -> Annotation.builder(one).build()).toList();
			final List<Annotation> back = read(written("at " + place[0] + ".zip", all));
			for (int i = 0; i < all.size(); i++)
				assertEquals(Arrays.toString(place), all.get(i), back.get(i));
			assertEquals(all.size(), back.size());
			assertEquals(List.of(), remarks.sentences());
			for (final Annotation one : all) // twice through ImageJ
				assertEquals(one, AnnotationRois.annotation(again(again(AnnotationRois.roi(one))), remarks));
		}
	}

	/** Rectangles and ovals of whole numbers come back one pixel wide from ImageJ itself. */
	@Test
	public void largeRectanglesAndOvals() throws IOException {
		final List<Annotation> all = new ArrayList<>();
		for (final Box box : List.of(new Box(50_000, 50_000, 20_000, 20_000), new Box(600, 0, 60_000, 10),
			new Box(0, 100_000, 100_000, 30_000), new Box(60_535, 0, 1, 70_000), new Box(-6000, -100, 200_000, 5))) {
			all.add(Annotation.builder(Geometry.rectangle(box)).build());
			all.add(Annotation.builder(Geometry.ellipse(box)).build());
		}
		assertEquals(1, again(new Roi(50_000, 50_000, 20_000, 20_000)).getBounds().width);
		assertEquals(all, read(written("large.zip", all)));
	}

	@Test
	public void manyPoints() throws IOException {
		final double[] xy = new double[2 * 70_000];
		for (int i = 0; i < 70_000; i++) {
			xy[2 * i] = 100_000 + i % 2 * 50 + i / 1000 * 0.5;
			xy[2 * i + 1] = i;
		}
		final double[] ring = new double[2 * 70_000];
		for (int i = 0; i < 70_000; i++) {
			ring[2 * i] = i < 35_000 ? i : 70_000 - i;
			ring[2 * i + 1] = i < 35_000 ? i % 7 : 100 + i % 5;
		}
		final Annotation.Builder builder = Annotation.builder(Geometry.points(Vertices.of(xy)))
			.classification(new Classification("many", OptionalInt.of(0x102030))).plane(new AnnotationPlane(1, 2, 3));
		final List<Annotation> all = List.of(builder.build(),
			builder.geometry(Geometry.lines(List.of(Vertices.of(xy)))).build(),
			builder.geometry(Geometry.polygon(Vertices.of(ring))).build());
		assertEquals(all, read(written("many.zip", all)));
	}

	@Test
	public void allThatIsSaidOfAnAnnotation() throws IOException {
		final Geometry point = Geometry.points(Vertices.of(1, 2));
		final Classification plain = new Classification("Immune cells: T");
		final Classification red = new Classification("Größe \\ 100%", OptionalInt.of(0xff0000));
		final List<Annotation> all = List.of(Annotation.builder(point).classification(plain).build(),
			Annotation.builder(point).classification(red).build(),
			Annotation.builder(point).classification(red).color(0x00ff00).build(),
			Annotation.builder(point).classification(red).color(0xff0000).name("Größe \\ 100%").build(),
			Annotation.builder(point).color(0).build(),
			Annotation.builder(point).name("a/b: c\\d\ne \uD83D\uDD2C é %41").locked(true).id("{an id} 1:2").build(),
			Annotation.builder(point).name("0011-0025").kind(ObjectKind.TMA_CORE).build(),
			Annotation.builder(point).kind(ObjectKind.DETECTION).measurement("Area µm^2", 1.5)
				.measurement("a_b c: %", Double.NaN).measurement(" x", Double.NEGATIVE_INFINITY)
				.measurement("exact", 0.1 + 0.2).build(),
			Annotation.builder(point).property("key with: blank", "  leading, trailing  ").property("empty", "")
				.property("lines", "a\nb: c\r\n\t\\u00fc").property("#hash", "!").property("grün=1", "ü%C3%BC")
				.property("percent", "%").property("qupath.object.name", "no name").property("coverslip.plane", "?")
				.property("qupath.other", "kept").build());
		assertEquals(all, read(written("said.zip", all)));
		for (final Annotation one : all)
			assertEquals(one, AnnotationRois.annotation(again(again(AnnotationRois.roi(one))), remarks));
		final Annotation two = all.get(1).with().plane(new AnnotationPlane(2, 0, 4)).build();
		for (final int channel : new int[] { -1, 0, 3 })
			for (final int z : new int[] { -1, 0, 3 })
				for (final int t : new int[] { -1, 0, 3 }) {
					final Annotation one = two.with().plane(new AnnotationPlane(channel, z, t)).build();
					assertEquals(one, AnnotationRois.annotation(again(again(AnnotationRois.roi(one))), remarks));
				}
		assertEquals(List.of(), remarks.sentences());
	}

	/** The keys under which QuPath looks, and what it finds there. */
	@Test
	public void whatQuPathFinds() {
		final Roi roi = again(AnnotationRois.roi(Annotation.builder(Geometry.rectangle(new Box(1, 2, 3, 4)))
			.classification(new Classification("Immune cells: T", OptionalInt.of(0x123456))).id("an id")
			.measurement("Nucleus: Area", 12.5).plane(new AnnotationPlane(0, 4, 2)).build()));
		assertEquals("Immune cells: T", roi.getProperty("qupath.object.classification"));
		assertEquals("Immune cells: T", roi.getName());
		assertEquals("Immune cells: T", roi.getProperty("qupath.default.roi.name"));
		assertEquals("an id", roi.getProperty("qupath.object.id"));
		assertEquals("12.5", roi.getProperty("qupath.object.measurements.Nucleus%3A_Area"));
		assertEquals(new Color(0x123456), roi.getStrokeColor());
		assertArrayEquals(new int[] { 1, 5, 3 },
			new int[] { roi.getCPosition(), roi.getZPosition(), roi.getTPosition() });
		assertEquals(0, roi.getGroup());
		final Roi theirs = new Roi(1, 2, 3, 4);
		theirs.setName("Tumor");
		theirs.setProperty("qupath.object.classification", "Tumor");
		theirs.setProperty("qupath.object.measurements.Area_\u00b5m^2", "7.5");
		theirs.setStrokeColor(Color.GREEN);
		final Annotation annotation = AnnotationRois.annotation(again(theirs), remarks);
		assertEquals(Optional.of("Tumor"), annotation.classification().map(Classification::name));
		assertEquals(Optional.empty(), annotation.name());
		assertEquals(0x00ff00, annotation.shownColor(0));
		assertEquals("{Area \u00b5m^2=7.5}", annotation.measurements().toString());
	}

	@Test
	public void whatWasAlteredInImageJ() {
		final Roi roi = AnnotationRois.roi(Annotation.builder(Geometry.rectangle(new Box(1, 2, 3, 4)))
			.classification(new Classification("Tumor", OptionalInt.of(0x123456))).build());
		roi.setName("renamed");
		roi.setStrokeColor(Color.BLUE);
		roi.setProperty("note", "per cent 100%");
		final Annotation annotation = AnnotationRois.annotation(again(roi), remarks);
		assertEquals(Optional.of("renamed"), annotation.name());
		assertEquals(OptionalInt.of(0x0000ff), annotation.color());
		assertEquals(OptionalInt.of(0x123456), annotation.classification().orElseThrow().color());
		assertEquals("{note=per cent 100%}", annotation.properties().toString());
	}

	/** ImageJ itself paints a region in the colour of its group as soon as it is loaded. */
	@Test
	public void groups() throws IOException {
		final Roi roi = new Roi(1, 2, 3, 4);
		roi.setGroup(2);
		roi.setStrokeColor(Color.RED);
		assertFalse(Color.RED.equals(again(roi).getStrokeColor()));
		final Annotation grouped = fromImageJ(roi);
		assertEquals("2", grouped.properties().get("imagej.group"));
		assertEquals(OptionalInt.of(0xff0000), grouped.color());
		assertEquals("2", AnnotationRois.annotation(roi, remarks).properties().get("imagej.group"));
		assertEquals(0, AnnotationRois.roi(grouped).getGroup());
		assertEquals("2", AnnotationRois.roi(grouped).getProperty("imagej.group"));
	}

	private Annotation fromImageJ(final Roi roi) throws IOException {
		final Path path = path("one.roi");
		Files.write(path, RoiEncoder.saveAsByteArray(roi));
		return read(path).get(0);
	}

	@Test
	public void otherKindsOfImageJ() throws IOException {
		assertEquals(Geometry.rectangle(new Box(3, 4, 50, 60)), fromImageJ(new Roi(3, 4, 50, 60)).geometry());
		assertEquals(Geometry.ellipse(new Box(3, 4, 50, 60)), fromImageJ(new OvalRoi(3, 4, 50, 60)).geometry());
		assertEquals(Math.PI * 50 * 50 / 2, fromImageJ(new EllipseRoi(0, 50, 100, 50, 0.5)).geometry().area(), 20);
		assertEquals(100 * 20, fromImageJ(new RotatedRectRoi(0, 0, 60, 80, 20)).geometry().area(), 1e-3);
		assertEquals(100 * 100 - (4 - Math.PI) * 100,
			fromImageJ(new Roi(10, 10, 100, 100, 20)).geometry().area(), 0.5);
		assertEquals(Geometry.lines(List.of(Vertices.of(1.5, 2.5, 3.5, 4.5, 5.5, 2.5))),
			fromImageJ(new PolygonRoi(new int[] { 1, 3, 5 }, new int[] { 2, 4, 2 }, 3, Roi.ANGLE)).geometry());
		assertEquals(Geometry.lines(List.of(Vertices.of(1.5, 2.5, 30.5, 40.5))),
			fromImageJ(new Arrow(1, 2, 30, 40)).geometry());
		assertEquals(Geometry.lines(List.of(Vertices.of(1.5, 2.5, 30.5, 40.5))),
			fromImageJ(new Line(1, 2, 30, 40)).geometry());
		assertEquals(Geometry.polygon(square(5, 5, 10)), fromImageJ(new PolygonRoi(new int[] { 5, 15, 15, 5 },
			new int[] { 5, 5, 15, 15 }, 4, Roi.TRACED_ROI)).geometry());
		final ShapeRoi ring = new ShapeRoi(new Roi(0, 0, 100, 100)).not(new ShapeRoi(new Roi(20, 30, 10, 10)));
		assertEquals(Geometry.rectangle(new Box(20, 30, 10, 10)).box(),
			fromImageJ(ring).geometry().polygons().get(0).holes().get(0).box());
		final TextRoi text = new TextRoi(10, 20, "some text\nof two lines");
		final Rectangle2D.Double bounds = text.getFloatBounds();
		final Annotation written = fromImageJ(text);
		assertEquals("some text\nof two lines", written.properties().get("imagej.text"));
		assertEquals(new Box(bounds.x, bounds.y, bounds.width, bounds.height), written.geometry().box());
		final ImageRoi image = new ImageRoi(7, 8, IJ.createImage("", "RGB", 40, 30, 1).getProcessor());
		assertEquals(Geometry.rectangle(new Box(7, 8, 40, 30)), fromImageJ(image).geometry());
		final Roi inStack = new Roi(1, 2, 3, 4);
		inStack.setPosition(7);
		assertEquals(new AnnotationPlane(AnnotationPlane.ALL, 6, 0), fromImageJ(inStack).plane());
	}

	/** Names that archives and folders cannot have, or not twice. */
	@Test
	public void entriesHaveNamesOfTheirOwn() throws IOException {
		final Geometry box = Geometry.rectangle(new Box(100, 200, 3, 4));
		final List<Annotation> all = new ArrayList<>();
		for (final String name : Arrays.asList("a", "../b/c\\d", "A", "a", null, null, "..", "x".repeat(300), "a-1"))
			all.add(Annotation.builder(box).name(name).build());
		final Path set = written("RoiSet.zip", all);
		assertEquals(List.of("a.roi", "__b_c_d.roi", "A-1.roi", "a-2.roi", "0202-0101.roi", "0202-0101-1.roi",
			"_.roi", "x".repeat(100) + ".roi", "a-1-1.roi"), AnnotationFile.of(set).archived());
		assertEquals(all, read(set));
	}

	@Test
	public void aRoiFileHoldsOne() throws IOException {
		final Annotation one = Annotation.builder(Geometry.rectangle(new Box(1, 2, 3, 4))).name("one").build();
		assertEquals(List.of(one), read(written("one.roi", List.of(one))));
		assertEquals("one", RoiDecoder.open(path("one.roi").toString()).getName());
		assertEquals(path("two.roi") + " would hold one annotation, as every .roi file, and there are more; choose a "
			+ "name that ends in .zip",
			assertThrows(IllegalArgumentException.class, () -> written("two.roi", List.of(one, one))).getMessage());
		assertThrows(IllegalArgumentException.class, () -> written("none.roi", List.of()));
		assertThrows(IllegalArgumentException.class, () -> written("none.zip", List.of()));
		assertArrayEquals(new String[] { "one.roi" }, folder.getRoot().list());
	}

	@Test
	public void cellsLoseTheirNucleusWithAWord() throws IOException {
		written("cells.zip", List.of(Annotation.builder(Geometry.rectangle(new Box(1, 2, 3, 4)))
			.nucleus(Geometry.rectangle(new Box(2, 3, 1, 1))).build()));
		assertEquals(List.of("ImageJ has no nuclei in cells; a nucleus was left out"), remarks.sentences());
	}

	/** Every file that ends early, or has a number altered, is read or refused with a sentence of its own. */
	@Test(timeout = 60_000)
	public void damagedFiles() throws IOException {
		final Roi text = new TextRoi(10, 20, "text");
		final Roi shape =
			AnnotationRois.roi(Annotation.builder(kinds(10, 20).get(8)).name("x").property("a", "b").build());
		final Roi polygon = AnnotationRois.roi(Annotation.builder(kinds(10, 20).get(7)).name("x").build());
		int refused = 0;
		for (final Roi roi : List.of(text, shape, polygon)) {
			final byte[] whole = RoiEncoder.saveAsByteArray(roi);
			final Path path = path("damaged.zip");
			for (int i = 0; i < whole.length; i++) {
				final byte[] cut = Arrays.copyOf(whole, i);
				final byte[] altered = whole.clone();
				altered[i] ^= (byte) 0xff;
				for (final byte[] bytes : List.of(cut, altered)) {
					try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
						zip.putNextEntry(new ZipEntry("one.roi"));
						zip.write(bytes);
					}
					try {
						assertEquals(1, read(path).size());
					}
					catch (final AnnotationFormatException e) {
						assertTrue(e.getMessage(), e.getMessage().startsWith(path + ", one.roi: "));
						refused++;
					}
				}
			}
		}
		assertTrue(refused + " refused", refused > 500);
		Files.write(path("damaged.roi"), new byte[] { 'I', 'o', 'u', 't' });
		assertEquals(path("damaged.roi") + ": a header of 4 bytes instead of 64",
			assertThrows(AnnotationFormatException.class, () -> read(path("damaged.roi"))).getMessage());
		Files.writeString(path("other.roi"), "something else");
		assertFalse(new ImageJRoiFormat().accepts(AnnotationFile.of(path("other.roi"))));
	}
}
