package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Annotations in and out of the ROI Manager and overlays, by macros, without a screen and before one. */
public class AnnotationsInImageJTest {

	private static final String MACRO = """
		run('Open Overview...', 'input=[SLIDES/a slide.tif] size=275');
		overview = getImageID();
		run('Import Annotations...', 'annotations=[SLIDES/all.geojson]');
		print(roiManager('count') + ' in the manager, ' + Overlay.size + ' in the overlay');
		run('Hide Overlay'); // a region that is being painted has a colour, whatever its own
		roiManager('Show None');
		for (i = 0; i < roiManager('count'); i++) {
			roiManager('select', i);
			getSelectionBounds(x, y, w, h);
			print(Roi.getName + ': ' + Roi.getType + ' ' + x + ',' + y + ' ' + w + 'x' + h + ' ' + Roi.getStrokeColor
				+ ' ' + Roi.getProperty('qupath.object.classification'));
		}
		run('Export Annotations...', 'output=[FOLDER/manager.geojson] regions=manager');
		roiManager('reset');
		run('Remove Overlay');
		makeOval(50, 25, 60, 40);
		roiManager('add');
		roiManager('select', 0);
		roiManager('rename', 'my: a/b');
		roiManager('set color', 'red');
		run('Select None');
		run('Flip Horizontally');
		run('Export Annotations...', 'output=[FOLDER/flipped.geojson]');
		close();
		roiManager('reset');
		run('Open Slide...', 'input=[SLIDES/a slide.tif] level=0');
		run('Import Annotations...', 'annotations=[SLIDES/all.geojson] into=manager');
		roiManager('deselect');
		roiManager('save', 'FOLDER/RoiSet.zip');
		roiManager('reset');
		roiManager('open', 'FOLDER/RoiSet.zip');
		run('Export Annotations...', 'output=[FOLDER/loaded.zip]');
		File.saveString(getInfo('log'), 'FOLDER/log.txt');
		""";

	private static final Classification TUMOR = new Classification("Tumor: grün", OptionalInt.of(0xc80000));

	private static final List<Annotation> ALL = List.of(
		Annotation.builder(Geometry.rectangle(new Box(16, 24, 80, 40))).classification(TUMOR).build(),
		Annotation.builder(Geometry.polygons(List.of(new Polygon(Vertices.ofBox(new Box(400, 200, 160, 160)),
			List.of(Vertices.ofBox(new Box(440, 240, 40, 40))))))).name("ring/1").classification(TUMOR)
			.measurement("Area µm^2", 12.5).build(),
		Annotation.builder(Geometry.ellipse(new Box(800, 400, 100, 60))).name("ring/1").build(),
		Annotation.builder(Geometry.lines(List.of(Vertices.of(2, 2, 42, 82)))).color(0x0000ff).build(),
		Annotation.builder(Geometry.lines(List.of(Vertices.of(2, 2, 42, 82, 102, 82)))).build(),
		Annotation.builder(Geometry.points(Vertices.of(102, 202, 302, 402))).name("points").build(),
		Annotation.builder(Geometry.polygon(Vertices.of(600, 100, 700, 100, 640, 180))).locked(true).build());

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(file("a slide.tif"));
		final Path target = file("all.geojson");
		try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
			SlideFrame.UNKNOWN, Optional.empty(), new Remarks())) {
			for (final Annotation one : ALL)
				writer.put(one);
			writer.finish();
		}
	}

	private static Path file(final String name) {
		return SLIDES.getRoot().toPath().resolve(name);
	}

	private static List<Annotation> read(final Path path) throws IOException {
		final AnnotationFile file = AnnotationFile.of(path);
		final List<Annotation> all = new ArrayList<>();
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(), new Remarks(),
			all::add);
		return all;
	}

	private static void assertResults(final Path results) throws IOException {
		assertEquals("""
			7 of 7 annotations put into the ROI Manager and the overlay
			7 in the manager, 7 in the overlay
			Tumor: grün: rectangle 4,6 20x10 #c80000 Tumor: gr%C3%BCn
			ring/1: composite 100,50 40x40 #c80000 Tumor: gr%C3%BCn
			ring/1: oval 200,100 25x15 none\s
			0010-0005: line 0,0 11x21 blue\s
			0010-0013: polyline 0,0 26x21 none\s
			points: point 25,50 51x51 none\s
			0035-0162: polygon 150,25 25x20 none\s
			7 annotations written as QuPath GeoJSON
			the image was flipped horizontally; what it shows is read as it lies on the slide
			1 annotation written as QuPath GeoJSON
			7 of 7 annotations put into the ROI Manager
			7 annotations written as ImageJ ROI
			""", Files.readString(results.resolve("log.txt")));
		final List<Annotation> original = read(file("all.geojson"));
		assertEquals(ALL.size(), original.size());
		assertEquals(original, read(results.resolve("manager.geojson")));
		assertEquals(original, read(results.resolve("RoiSet.zip")));
		assertEquals(original, read(results.resolve("loaded.zip")));
		final Annotation drawn = read(results.resolve("flipped.geojson")).get(0);
		assertEquals(Geometry.ellipse(new Box(4 * (275 - 110), 100, 240, 160)), drawn.geometry());
		assertEquals(Optional.of("my: a/b"), drawn.name());
		assertEquals(OptionalInt.of(0xff0000), drawn.color());
	}

	private String macro(final File results) throws IOException {
		final Path macro = results.toPath().resolve("macro.ijm");
		Files.writeString(macro, MACRO.replace("SLIDES", SLIDES.getRoot().getPath().replace("\\", "/"))
			.replace("FOLDER", results.getPath().replace("\\", "/")));
		return macro.toString();
	}

	@Test
	public void withoutAScreen() throws Exception {
		final File results = folder.newFolder();
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", macro(results));
		assertEquals(result.output(), "", result.errors());
		assertResults(results.toPath());
	}

	@Test
	public void beforeAScreen() throws Exception {
		final File results = folder.newFolder();
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			ScreenSession.class, macro(results), "");
		assertEquals(result.errors(), "", result.output());
		assertResults(results.toPath());
	}

	/** Dialogs ask, offer a name beside the slide, and what is recorded runs again. */
	@Test
	public void dialogs() throws Exception {
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			AnnotationSession.class, file("a slide.tif").toString(), file("all.geojson").toString(),
			folder.getRoot().getPath());
		final String recorded = result.output();
		assertTrue(recorded + result.errors(), recorded.contains("offered: " + file("a slide.geojson") + "\n"));
		assertTrue(recorded, recorded.contains("run(\"Import Annotations...\", \"annotations=" + file("all.geojson")
			+ " into=both from=auto origin=auto\");"));
		assertTrue(recorded, recorded.contains("run(\"Export Annotations...\", \"output="
			+ new File(folder.getRoot(), "out.geojson") + " regions=auto to=auto origin=auto overwrite=false\");"));
		assertTrue(recorded, recorded.contains("replayed: 14 regions\n"));
		assertEquals(14, read(folder.getRoot().toPath().resolve("out.geojson")).size());
	}
}
