package org.coverslip.annotation.ome;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.geojson.GeoJsonText;
import org.coverslip.export.tiff.OmeElements;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** ROIs of OME-XML: what other programs write, and that what is written into a pyramid comes back. */
public class OmeRoiFormatTest {

	private static final String NEW = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

	private static final Vertices SQUARE = Vertices.of(0, 0, 100, 0, 100, 100, 0, 100);

	private static final Classification TUMOR = new Classification("Tumor", OptionalInt.of(0xc80000));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Remarks remarks = new Remarks();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static String image(final int number, final String attributes, final String... rois) {
		final StringBuilder refs = new StringBuilder();
		for (final String roi : rois)
			refs.append("<ROIRef ID=\"" + roi + "\"/>");
		return "<Image ID=\"Image:" + number + "\"><Pixels ID=\"Pixels:" + number
			+ "\" SizeX=\"300\" SizeY=\"200\" " + attributes + "/>" + refs + "</Image>";
	}

	private static String roi(final String id, final String shapes) {
		return "<ROI ID=\"" + id + "\"><Union>" + shapes + "</Union></ROI>";
	}

	private List<Annotation> read(final int scene, final String namespace, final String... elements)
		throws IOException
	{
		final Path path = file("a" + System.nanoTime() + ".ome.xml");
		Files.writeString(path, "<?xml version=\"1.0\"?>\n<OME xmlns=\"" + namespace + "\">\n"
			+ String.join("\n", elements) + "\n</OME>");
		return read(scene, path);
	}

	private List<Annotation> read(final int scene, final Path path) throws IOException {
		final SlideFrame frame = new SlideFrame(Optional.empty(), Optional.empty(), Optional.empty(),
			Optional.empty(), Optional.empty(), scene, Optional.empty());
		final AnnotationFile file = AnnotationFile.of(path);
		final List<Annotation> read = new ArrayList<>();
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), frame, Optional.empty(), remarks, read::add);
		return read;
	}

	private Geometry one(final String shape) throws IOException {
		final List<Annotation> read = read(0, NEW, image(0, "", "ROI:0"), roi("ROI:0", shape));
		assertEquals(1, read.size());
		return read.get(0).geometry();
	}

	@Test
	public void eachShape() throws IOException {
		assertEquals(Geometry.rectangle(new Box(1.5, 2, 30, 40)),
			one("<Rectangle ID=\"Shape:0\" X=\"1.5\" Y=\"2\" Width=\"30\" Height=\"40\"/>"));
		assertEquals(Geometry.ellipse(new Box(40, 80, 20, 40)),
			one("<Ellipse X=\"50\" Y=\"100\" RadiusX=\"10\" RadiusY=\"20\"/>"));
		assertEquals(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4))),
			one("<Line X1=\"1\" Y1=\"2\" X2=\"3\" Y2=\"4\"/>"));
		assertEquals(Geometry.lines(List.of(Vertices.of(1, 2, 3, 4, 5, 1))),
			one("<Polyline Points=\"1,2 3,4 5,1\"/>"));
		assertEquals(Geometry.polygon(Vertices.of(1, 2, 3, 4, 5, 1)), one("<Polygon Points=\"1,2 3,4 5,1 \"/>"));
		assertEquals(Geometry.points(Vertices.of(7, 8)), one("<Point X=\"7\" Y=\"8\"/>"));
		final List<Annotation> label =
			read(0, NEW, image(0, "", "ROI:0"), roi("ROI:0", "<Label X=\"7\" Y=\"8\" Text=\"here\"/>"));
		assertEquals(Optional.of("here"), label.get(0).name());
	}

	/** Expected values are those of the matrix by hand; a turned rectangle is no box. */
	@Test
	public void transformsAreApplied() throws IOException {
		final String scale = "<Transform A00=\"2\" A10=\"0\" A01=\"0\" A11=\"3\" A02=\"10\" A12=\"20\"/>";
		assertEquals(Geometry.rectangle(new Box(12, 26, 60, 120)),
			one("<Rectangle X=\"1\" Y=\"2\" Width=\"30\" Height=\"40\">" + scale + "</Rectangle>"));
		final String shear = "<Transform A00=\"1\" A10=\"2\" A01=\"3\" A11=\"4\" A02=\"5\" A12=\"6\"/>";
		assertEquals(Geometry.points(Vertices.of(10 + 3 * 20 + 5, 2 * 10 + 4 * 20 + 6)),
			one("<Point X=\"10\" Y=\"20\">" + shear + "</Point>"));
		assertEquals(Geometry.polygon(Vertices.of(5, 6, 15, 26, 45, 66, 35, 46)),
			one("<Rectangle X=\"0\" Y=\"0\" Width=\"10\" Height=\"10\">" + shear + "</Rectangle>"));
		final List<Annotation> old = read(0, "http://www.openmicroscopy.org/Schemas/OME/2010-06",
			image(0, "", "ROI:0"),
			roi("ROI:0", "<Shape ID=\"Shape:0\" Transform=\"matrix(1, 2 3 4 5 6)\" Stroke=\"-16711936\" TheZ=\"0\">"
				+ "<Rect X=\"0\" Y=\"0\" Width=\"10\" Height=\"10\"/><Label>x</Label></Shape>"));
		assertEquals(Geometry.polygon(Vertices.of(5, 6, 15, 26, 45, 66, 35, 46)), old.get(0).geometry());
		assertEquals("alpha first in such schemas", OptionalInt.of(0x00ff00), old.get(0).color());
	}

	@Test
	public void masksAreTraced() throws IOException {
		// 5 x 3 pixels, a bit each without gaps: #.... / ##... / ....#
		final byte[] bits = { (byte) 0b10000110, (byte) 0b00000010 };
		final String start =
			"<Mask X=\"10\" Y=\"20\" Width=\"5\" Height=\"3\"><BinData BigEndian=\"true\" Length=\"2\"";
		final Geometry traced =
			one(start + ">" + Base64.getEncoder().encodeToString(bits) + "</BinData></Mask>");
		assertEquals(4, traced.area(), 0);
		assertEquals(new Box(10, 20, 5, 3), traced.box());
		assertTrue(traced.contains(10.5, 20.5) && traced.contains(11.5, 21.5) && traced.contains(14.5, 22.5));
		assertFalse(traced.contains(11.5, 20.5));
		final byte[] bytes = { 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1 };
		assertEquals("a byte each", traced,
			one(start + ">" + Base64.getEncoder().encodeToString(bytes) + "</BinData></Mask>"));
		assertEquals(Geometry.rectangle(new Box(10, 20, 5, 3)),
			one(start + " Compression=\"bzip2\">QUJD</BinData></Mask>"));
		assertEquals(List.of("a mask whose pixels cannot be read was taken for its box"), remarks.sentences());
	}

	@Test
	public void imagesHaveTheirOwn() throws IOException {
		final String[] all = { image(0, "", "ROI:0"), image(1, "SizeZ=\"3\"", "ROI:1", "ROI:2"),
			roi("ROI:0", "<Point X=\"1\" Y=\"1\"/>"),
			roi("ROI:1", "<Point X=\"2\" Y=\"2\" TheZ=\"2\" TheC=\"1\" StrokeColor=\"-16776961\"/>"),
			roi("ROI:2", "<Point X=\"3\" Y=\"3\"/>"), roi("ROI:3", "<Point X=\"4\" Y=\"4\"/>") };
		final List<Annotation> first = read(0, NEW, all);
		assertEquals("the last one belongs to none", 2, first.size());
		assertEquals(List.of("a ROI of another image was left out; say which one by scene (2 times)"),
			remarks.sentences());
		final List<Annotation> second = read(1, NEW, all);
		assertEquals(new AnnotationPlane(1, 2, 0), second.get(0).plane());
		assertEquals(OptionalInt.of(0xff0000), second.get(0).color());
		assertEquals("on all of three focal planes", new AnnotationPlane(AnnotationPlane.ALL, AnnotationPlane.ALL, 0),
			second.get(1).plane());
	}

	@Test
	public void labelsAreNoScenes() throws IOException {
		final String label = "<Image ID=\"Image:7\" Name=\"label\"><Pixels SizeX=\"30\" SizeY=\"20\"/></Image>";
		assertEquals(Geometry.points(Vertices.of(2, 2)), read(0, NEW, label, image(0, "", "ROI:0"),
			roi("ROI:0", "<Point X=\"2\" Y=\"2\"/>")).get(0).geometry());
	}

	@Test
	public void shapesOfOneKindAreOneAnnotation() throws IOException {
		final List<Annotation> read = read(0, NEW, image(0, "", "ROI:0"),
			roi("ROI:0", "<Polygon Points=\"0,0 9,0 9,9\"/><Point X=\"1\" Y=\"1\"/>"
				+ "<Rectangle X=\"20\" Y=\"20\" Width=\"5\" Height=\"5\"/><Point X=\"2\" Y=\"1\"/>"));
		assertEquals(2, read.size());
		assertEquals(List.of(new Polygon(Vertices.of(0, 0, 9, 0, 9, 9)),
			new Polygon(Vertices.of(20, 20, 25, 20, 25, 25, 20, 25))), read.get(0).geometry().polygons());
		assertEquals(Geometry.points(Vertices.of(1, 1, 2, 1)), read.get(1).geometry());
	}

	@Test
	public void whatIsDamagedIsRefused() {
		assertDamaged("line 4, region 1: a Polygon with an odd number of coordinates",
			"<Polygon Points=\"1,2 3,4 5\"/>");
		assertDamaged("line 4, region 1: a Polygon without points", "<Polygon/>");
		assertDamaged("line 4, region 1: a coordinate is \"x\", which is no number", "<Polygon Points=\"1,x\"/>");
		assertDamaged("line 4, region 1: a box without Height", "<Rectangle X=\"1\" Y=\"1\" Width=\"3\"/>");
		assertDamaged("line 4, region 1: a mask whose BinData is no Base64",
			"<Mask X=\"1\" Y=\"2\" Width=\"1\" Height=\"1\"><BinData>A</BinData></Mask>");
		final AnnotationFormatException e = assertThrows(AnnotationFormatException.class,
			() -> read(3, NEW, image(0, "", "ROI:0"), roi("ROI:0", "<Point X=\"1\" Y=\"1\"/>")));
		assertTrue(e.getMessage(), e.getMessage().endsWith("its OME-XML describes no image of scene 3"));
	}

	private void assertDamaged(final String fault, final String shape) {
		final AnnotationFormatException e = assertThrows(shape, AnnotationFormatException.class, () -> one(shape));
		assertTrue(e.getMessage(), e.getMessage().contains(fault));
	}

	private static List<Annotation> several() {
		final Annotation ring = Annotation.builder(Geometry.polygons(List.of(new Polygon(SQUARE,
			List.of(Vertices.of(10.25, 10, 20, 10, 20, 20.5), Vertices.of(50, 50, 60, 50, 60, 60))),
			new Polygon(Vertices.of(200, 0, 210, 0, 210, 10))))).name("a \"ring\" & <more>").classification(TUMOR)
			.id("77e5e2d9-1c5b-4f0c-b4b6-4a6e0f7a2d11").measurement("Area µm^2", 1.5).property("by", "me\nand you")
			.build();
		final Annotation cell = Annotation.builder(Geometry.polygon(SQUARE)).kind(ObjectKind.CELL)
			.nucleus(Geometry.polygon(Vertices.of(10, 10, 20, 10, 20, 20))).build();
		return List.of(ring, cell, Annotation.builder(Geometry.ellipse(new Box(10, 20, 30, 40)))
			.classification(new Classification("no colour")).measurement("a", 1).build(),
			Annotation.builder(Geometry.rectangle(new Box(1, 2, 3.5, 4))).color(0x123456).locked(true).build(),
			Annotation.builder(Geometry.lines(List.of(Vertices.of(1, 1, 2, 2), Vertices.of(5, 5, 6, 6, 7, 5))))
				.classification(TUMOR).color(0xff).build(),
			Annotation.builder(Geometry.points(Vertices.of(1.25, 2, 3, 4))).classification(TUMOR).build());
	}

	private Path written(final String name, final Scene scene, final Region region, final Dialect dialect,
		final List<Annotation> annotations) throws IOException
	{
		final Path target = file(name);
		final PyramidTiffOptions options = PyramidTiffOptions.builder().dialect(dialect).omeAddition((of, at) -> {
			final OmeRois rois = new OmeRois(new GeoJsonText(), of, remarks);
			for (final Annotation annotation : annotations)
				rois.put(annotation.moved(-at.x(), -at.y()));
			return new OmeElements(List.of(rois.ofImage()), rois.afterImages());
		}).build();
		SlideWriter.write(scene, region, options, target, ProgressListener.NONE);
		return target;
	}

	@Test
	public void whatIsWrittenComesBack() throws IOException {
		final Scene scene = scene();
		assertEquals(several(), read(0, written("all.tif", scene, scene.level(0).region(), Dialect.OME, several())));
		assertEquals(List.of("OME-XML has no holes; one was written as a shape of its own, and in a comment that "
			+ "Coverslip reads"), remarks.sentences());
		final Path part = written("part.tif", scene, new Region(7, 5, 100, 90), Dialect.UNIVERSAL, several());
		assertEquals(several().stream().map(each -> each.moved(-7, -5)).toList(), read(0, part));
	}

	private static Scene scene() {
		return SampleSlide.brightField(256, 256).scenes().get(0);
	}

	@Test
	public void shapesThatWereMovedCountMoreThanTheComment() throws IOException {
		final Scene scene = scene();
		final Path path = written("all.tif", scene, new Region(0, 0, 64, 64), Dialect.OME, several().subList(0, 1));
		final String xml = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
		final String moved = xml.replace("Points=\"0,0 100,0", "Points=\"0,0 900,0");
		assertFalse(moved.equals(xml));
		Files.write(path, moved.getBytes(StandardCharsets.ISO_8859_1));
		final Annotation read = read(0, path).get(0);
		assertEquals(Optional.of(TUMOR), read.classification());
		assertEquals(900, read.geometry().box().endX(), 0);
		assertTrue(remarks.sentences().toString(), remarks.sentences().stream()
			.anyMatch(each -> each.startsWith("the shapes of a ROI were changed since Coverslip wrote it")));
	}

	@Test
	public void dialectsWithoutOmeXmlRefuse() {
		final Scene scene = scene();
		final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
			() -> written("p.tif", scene, new Region(0, 0, 64, 64), Dialect.PLAIN, several()));
		assertEquals("the dialect plain has no OME-XML, in which annotations are written; choose universal or ome",
			e.getMessage());
		assertFalse(Files.exists(file("p.tif")));
	}
}
