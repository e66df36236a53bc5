package org.coverslip.annotation.dicom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.DicomPlace;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Annotations that pydicom writes as the standard lays them out. */
public class DicomAnnotationFormatTest {

	private static final String PYTHON = "/usr/bin/python3";
	private static final Classification NEOPLASM = new Classification("Neoplasm");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Remarks remarks = new Remarks();
	private Path script;

	@Before
	public void findPython() throws IOException {
		assumeTrue("skipped: no " + PYTHON, Files.isExecutable(Path.of(PYTHON)));
		assumeTrue("skipped: no pydicom (apt install python3-pydicom)",
			Oracle.run(PYTHON, "-I", "-c", "import importlib.util as u; print(bool(u.find_spec('pydicom')))").strip()
				.equals("True"));
		script = folder.getRoot().toPath().resolve("write.py");
		try (InputStream in = DicomAnnotationFormatTest.class.getResourceAsStream("write_annotations.py")) {
			Files.copy(in, script);
		}
	}

	private Path written(final String kind, final String... slide) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(kind + ".dcm");
		final List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), kind, path.toString()));
		command.addAll(List.of(slide));
		Oracle.run(command.toArray(String[]::new));
		return path;
	}

	private List<Annotation> read(final Path path, final SlideFrame frame) throws IOException {
		final AnnotationFile file = AnnotationFile.of(path);
		final List<Annotation> read = new ArrayList<>();
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), frame, Optional.empty(), remarks, read::add);
		return read;
	}

	@Test
	public void bulkAnnotationsInPixels() throws IOException {
		final List<Annotation> read = read(written("bulk2d"), SlideFrame.UNKNOWN);
		assertEquals(8, read.size());
		final Annotation first = read.get(0);
		assertEquals(Geometry.polygon(Vertices.of(10, 20, 30, 20, 30, 40.5)), first.geometry());
		assertEquals(Optional.of("group 1"), first.name());
		assertEquals("Neoplasm", first.classification().get().name());
		final int color = first.classification().get().color().getAsInt();
		assertTrue("sRGB's red: " + Integer.toHexString(color),
			(color >> 16) >= 254 && (color >> 8 & 255) <= 1 && (color & 255) <= 1);
		assertEquals(Map.of("Category", "Morphologically Abnormal Structure"), first.properties());
		assertEquals(Map.of("Area um2", 205.0), first.measurements());
		assertEquals("of the second alone", Map.of("Area um2", 16.0, "Score", 0.5), read.get(1).measurements());
		assertEquals(Geometry.polygon(Vertices.of(5, 5, 9, 5, 9, 9, 5, 9)), read.get(1).geometry());
		assertEquals(Geometry.points(Vertices.of(1.25, 2)), read.get(2).geometry());
		assertEquals(Optional.of(NEOPLASM), read.get(3).classification());
		assertEquals(Geometry.rectangle(new Box(1, 2, 4, 6)), read.get(4).geometry());
		assertEquals(Geometry.ellipse(new Box(0, 0, 40, 20)), read.get(5).geometry());
		assertEquals(GeometryKind.POLYGONS, read.get(6).geometry().kind());
		assertEquals("half axes of 4 and 2 roots of 2", Math.PI * 4 * Math.sqrt(2) * 2 * Math.sqrt(2),
			read.get(6).geometry().area(), 0.05);
		assertEquals(Geometry.lines(List.of(Vertices.of(1, 1, 2, 2, 3, 1, 1, 1))), read.get(7).geometry());
	}

	@Test
	public void regionsOfAReport() throws IOException {
		final List<Annotation> read = read(written("report"), SlideFrame.UNKNOWN);
		assertEquals(List.of(Geometry.polygon(Vertices.of(10, 20, 30, 20, 30, 40.5)),
			Geometry.ellipse(new Box(45, 55, 10, 10))), read.stream().map(Annotation::geometry).toList());
		assertEquals(Optional.of("region 1"), read.get(1).name());
		assertEquals(Optional.of("1.2.3.1"), read.get(1).id());
		assertEquals(Optional.of(new Classification("Tissue")), read.get(1).classification());
		assertEquals(Map.of("Area mm2", 1.5), read.get(1).measurements());
	}

	/** The glass's x and y are turned to the columns and rows, as scanners have it: places by hand. */
	@Test
	public void millimetresBecomePixels() {
		final DicomPlace place = new DicomPlace("", 20, 40, 0, -0.001, -0.0005, 0);
		assertEquals("the middle of the first pixel", 0.5, place.pixelX(20, 40), 1e-9);
		assertEquals(0.5, place.pixelY(20, 40), 1e-9);
		assertEquals("10 columns are 0.01 mm up", 10.5, place.pixelX(20 - 0.0005 * 7, 40 - 0.01), 1e-9);
		assertEquals("7 rows are 0.0035 mm to the left", 7.5, place.pixelY(20 - 0.0005 * 7, 40 - 0.01), 1e-9);
	}

	@Test
	public void millimetresNeedTheSlide() throws IOException {
		final Path slide = RealSlides.path("dicom/openslide-python-boxes/boxes_0.dcm");
		for (final String kind : List.of("bulk3d", "commonz", "report3d")) {
			final Path path = written(kind, slide.toString());
			final AnnotationFormatException e =
				assertThrows(AnnotationFormatException.class, () -> read(path, SlideFrame.UNKNOWN));
			assertEquals(path + ": its coordinates are millimetres on the glass; a DICOM slide that says where it lies "
				+ "there is needed: say slide=FILE", e.getMessage());
			try (Slide opened = SlideOpener.open(slide)) {
				final Box box = read(path, SlideFrame.of(opened, opened.scenes().get(0))).get(0).geometry().box();
				final double slack = kind.equals("report3d") ? 0.05 : 1e-6; // reports have numbers of 32 bits
				assertEquals(kind, 100, box.x(), slack);
				assertEquals(kind, 200, box.y(), slack);
				assertEquals(kind, 300.5, box.endX(), slack);
				assertEquals(kind, 400, box.endY(), slack);
			}
		}
	}

	/** The one has numbers of 64 bits where such of 32 should be, and does not say how many annotations they are. */
	@Test
	public void filesOfOtherPrograms() throws IOException {
		final Path odd = RealSlides.path("dicom/google-wsi_annotation.dcm");
		assertEquals(odd + ", group 1: it does not say how many annotations it has (NumberOfAnnotations)",
			assertThrows(AnnotationFormatException.class, () -> read(odd, SlideFrame.UNKNOWN)).getMessage());
		final List<Annotation> nuclei = read(RealSlides.path("dicom/highdicom-sm_annotations.dcm"), SlideFrame.UNKNOWN);
		assertEquals(2, nuclei.size());
		assertEquals(Geometry.points(Vertices.of(34.6, 18.4)), nuclei.get(0).geometry());
		assertEquals("nuclei", nuclei.get(0).name().orElseThrow());
		assertEquals(20.4, nuclei.get(0).measurements().get("Area um2"), 1e-6);
	}

	@Test
	public void whatIsDamagedIsRefused() throws IOException {
		final Path path = written("bulk2d");
		final byte[] bytes = Files.readAllBytes(path);
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		assertFault("coordinates of the type \"4D\", which is neither 2D nor 3D",
			text.replace("CS\2\0002D", "CS\2\0004D"));
		assertFault("group 1, annotation 1: a graphic type \"POLYGOX\"", text.replace("POLYGON ", "POLYGOX "));
		assertFault("group 1, annotation 1: coordinates 1 to 1792 of 14",
			text.replace("\1\0\0\0\7\0\0\0", "\1\0\0\0\1\7\0\0"));
		for (int length = 700; length < bytes.length; length += 97) {
			final Path cut = Files.write(folder.getRoot().toPath().resolve("cut" + length), text.substring(0, length)
				.getBytes(StandardCharsets.ISO_8859_1));
			assertThrows("cut at " + length, AnnotationFormatException.class, () -> read(cut, SlideFrame.UNKNOWN));
		}
	}

	private void assertFault(final String fault, final String text) throws IOException {
		final Path path = Files.write(folder.getRoot().toPath().resolve("d" + System.nanoTime() + ".dcm"),
			text.getBytes(StandardCharsets.ISO_8859_1));
		final AnnotationFormatException e =
			assertThrows(fault, AnnotationFormatException.class, () -> read(path, SlideFrame.UNKNOWN));
		assertTrue(e.getMessage(), e.getMessage().contains(fault));
	}
}
