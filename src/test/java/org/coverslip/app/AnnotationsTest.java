package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationConversion;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.mirax.MiraxFixture;
import org.coverslip.geom.Region;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.JavaProgram;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Annotations from one file to another, by the command line and by macros. */
public class AnnotationsTest {

	private static final String TRIANGLE = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
		+ "[[[100,100],[200,100],[150,180],[100,100]]]},\"properties\":{\"name\":\"a\",\"classification\":\"Tumor\"}}";

	private static final String BOW = TRIANGLE.replace("[[[100,100],[200,100],[150,180],[100,100]]]",
		"[[[0,0],[10,10],[10,0],[0,10],[0,0]]]");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private Path input(final String name, final String... features) throws IOException {
		return Files.writeString(file(name),
			"{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
	}

	private int run(final Object... args) {
		out.reset();
		err.reset();
		final List<String> texts = new ArrayList<>(List.of("annotations"));
		List.of(args).forEach(arg -> texts.add(String.valueOf(arg)));
		return new Coverslip(new PrintStream(out, true, StandardCharsets.UTF_8),
			new PrintStream(err, true, StandardCharsets.UTF_8)).run(texts.toArray(String[]::new));
	}

	private void assertDone(final String report, final Object... args) {
		final int status = run(args);
		assertEquals("", err.toString(StandardCharsets.UTF_8));
		assertEquals(0, status);
		assertEquals(report, out.toString(StandardCharsets.UTF_8).strip());
	}

	private void assertRefused(final String sentence, final Object... args) {
		assertEquals(1, run(args));
		assertEquals("coverslip: " + sentence, err.toString(StandardCharsets.UTF_8).strip());
		assertEquals("", out.toString(StandardCharsets.UTF_8));
	}

	private static List<Annotation> read(final Path path) throws IOException {
		final List<Annotation> all = new ArrayList<>();
		final AnnotationFile file = AnnotationFile.of(path);
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.of(Origin.LEVEL0),
			new Remarks(), all::add);
		return all;
	}

	@Test
	public void contentSaysWhatIsReadAndTheEndingWhatIsWritten() throws IOException {
		final Path input = input("looks-like.xml", TRIANGLE, TRIANGLE);
		assertDone("2 annotations from QuPath GeoJSON to QuPath GeoJSON", input, file("b.geojson.gz"));
		assertEquals(read(input), read(file("b.geojson.gz")).stream().map(AnnotationsTest::plainClass).toList());
		assertDone("1 annotation from QuPath GeoJSON to QuPath GeoJSON", input("c", TRIANGLE), file("d"), "--to",
			"geojson");
		assertTrue(Files.readString(file("d")).startsWith("{\"type\":\"FeatureCollection\""));
		assertEquals(1, read(file("d")).size());
		assertEquals(0, run(input, file("e.geojson"), "--from", "geojson", "--to", "imagescope", "--origin", "level0"));
		assertTrue(Files.readString(file("e.geojson")), Files.readString(file("e.geojson")).contains("<Annotations"));
	}

	/** A class gets a colour on the way. */
	private static Annotation plainClass(final Annotation annotation) {
		return annotation.with().classification(
			new Classification(annotation.classification().orElseThrow().name())).build();
	}

	@Test
	public void whatWasMendedIsANote() throws IOException {
		assertEquals(0, run(input("a.geojson", TRIANGLE, BOW, BOW), file("b.json")));
		assertEquals("3 annotations from QuPath GeoJSON to QuPath GeoJSON",
			out.toString(StandardCharsets.UTF_8).strip());
		assertEquals("coverslip: note: a ring that crosses itself or another one was repaired (2 times)",
			err.toString(StandardCharsets.UTF_8).strip());
	}

	@Test
	public void nothingIsLostByWhatCannotBe() throws IOException {
		final Path input = input("a.geojson", TRIANGLE);
		final byte[] before = Files.readAllBytes(input);
		assertRefused(input + " is the file that is read and is not overwritten; choose another name", input, input,
			"--overwrite");
		final Path link = Files.createLink(file("link.geojson"), input);
		assertRefused(link + " is the file that is read and is not overwritten; choose another name", input, link,
			"--overwrite");
		final Path there = Files.writeString(file("there.geojson"), "mine");
		assertRefused(there + " is there already; choose another name, or say overwrite=true to replace it", input,
			there);
		final Path damaged = Files.writeString(file("damaged.geojson"), Files.readString(input).substring(0, 150));
		assertRefused(damaged + ", features[0]: the file ends too early", damaged, there, "--overwrite");
		assertEquals("mine", Files.readString(there));
		assertEquals(1, run(input, file("x.doc")));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("x.doc has no ending of a format of annotations: "));
		assertEquals(1, run(input, file("missing/x.geojson")));
		assertEquals(2, run(input, file("x.geojson"), "--to", "paper"));
		final Path text = Files.writeString(file("notes.txt"), "to do");
		assertEquals(1, run(text, file("x.geojson")));
		assertTrue(err.toString(StandardCharsets.UTF_8)
			.startsWith("coverslip: " + text + ": no annotations that Coverslip knows (QuPath GeoJSON"));
		assertEquals(1, run(input, file("x.geojson"), "--slide", text));
		assertEquals("and nothing is left", 5, folder.getRoot().list().length);
		assertEquals(0, run(input, there, "--overwrite"));
		assertEquals(1, read(there).size());
		assertEquals(List.of(before.length), List.of(Files.readAllBytes(input).length));
	}

	@Test
	public void quPathCountsFromWhatWasScanned() throws IOException {
		final Path slide = MiraxFixture.writePartlyScanned(file("slide.mrxs"));
		final Region bounds;
		try (Slide opened = SlideOpener.open(slide)) {
			bounds = opened.scenes().get(0).bounds();
		}
		assertTrue(bounds.x() > 0 && bounds.y() > 0);
		final Path input = input("a.geojson", TRIANGLE);
		assertEquals(0, run(input, file("a.xml"), "--to", "imagescope", "--slide", slide));
		final Box moved = read(file("a.xml")).get(0).geometry().box();
		assertEquals(new Box(100 + bounds.x(), 100 + bounds.y(), 100, 80), moved);
		assertEquals(0, run(file("a.xml"), file("back.geojson"), "--slide", slide));
		assertEquals(new Box(100, 100, 100, 80), read(file("back.geojson")).get(0).geometry().box());
		for (final String origin : List.of("level0", "bounds")) {
			assertEquals(0,
				run(input, file(origin + ".xml"), "--to", "imagescope", "--slide", slide, "--origin", origin));
			assertEquals(new Box(100, 100, 100, 80), read(file(origin + ".xml")).get(0).geometry().box());
		}
		assertEquals(0, run(input, file("unknown.xml"), "--to", "imagescope"));
		assertTrue(err.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8).contains(
			"note: without the slide, pixels of "));
		assertRefused(slide + " is the slide itself and is not overwritten; choose another name", input, slide,
			"--to", "geojson", "--slide", slide, "--overwrite");
		assertRefused("there is no scene 3; slide.mrxs has scene 0 only", input, file("x.geojson"), "--slide", slide,
			"--scene", 3);
	}

	@Test
	public void anNdpaFindsItsSlide() throws IOException {
		final Path slide = MiraxFixture.writePartlyScanned(file("slide.mrxs"));
		final Path beside = input("slide.mrxs.ndpa", TRIANGLE);
		assertEquals(Optional.of(slide), AnnotationFiles.slideOf(beside));
		assertEquals(Optional.empty(), AnnotationFiles.slideOf(file("other.mrxs.ndpa")));
		assertEquals(Optional.empty(), AnnotationFiles.slideOf(slide));
		assertEquals(0, run(beside, file("a.xml"), "--to", "imagescope"));
		assertTrue("from the slide's corner", read(file("a.xml")).get(0).geometry().box().x() > 100);
	}

	@Test
	public void aCanceledConversionLeavesNothing() throws IOException {
		final Path target = file("b.geojson");
		final AnnotationConversion conversion =
			AnnotationConversion.of(input("a.geojson", TRIANGLE), Optional.empty(), target, Optional.empty());
		final ProgressListener cancel = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class,
			() -> conversion.run(SlideFrame.UNKNOWN, Optional.empty(), new Remarks(), cancel));
		assertFalse(Files.exists(target));
		assertEquals(1, folder.getRoot().list().length);
	}

	@Test
	public void progressIsInBytesOfTheFile() throws IOException {
		final String[] many = new String[3000];
		Arrays.fill(many, TRIANGLE);
		final Path input = input("a.geojson", many);
		final List<Long> told = new ArrayList<>();
		final ProgressListener listener = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				assertEquals(Long.valueOf(input.toFile().length()), Long.valueOf(total));
				told.add(done);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		AnnotationConversion.of(input, Optional.empty(), file("b.geojson"), Optional.empty()).run(SlideFrame.UNKNOWN,
			Optional.empty(), new Remarks(), listener);
		assertTrue(told.size() > 5);
		assertEquals(told.stream().sorted().toList(), told);
		assertEquals(input.toFile().length(), (long) told.get(told.size() - 1));
	}

	@Test
	public void macros() throws Exception {
		input("a b.geojson", TRIANGLE, BOW);
		final Path macro = Files.writeString(file("macro.ijm"), ("run('Convert Annotations...', "
			+ "'input=[FOLDER/a b.geojson] output=[FOLDER/c.geojson.gz] origin=level0');").replace("FOLDER",
				folder.getRoot().getPath().replace("\\", "/")));
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", macro.toString());
		assertEquals(result.output() + result.errors(), 0, result.status());
		assertTrue(result.output(),
			result.output().contains("2 annotations from QuPath GeoJSON to QuPath GeoJSON"));
		assertTrue(result.output() + result.errors(),
			(result.output() + result.errors()).contains("a ring that crosses itself or another one was repaired"));
		final List<Annotation> read = read(file("c.geojson.gz"));
		assertEquals(2, read.size());
		assertEquals(Geometry.polygon(Vertices.of(100, 100, 200, 100, 150, 180)),
			read.get(0).geometry());
	}

	@Test
	public void wordsOfFormatsAreThoseThatAreKnown() {
		assertEquals(0, run("--help"));
		KnownAnnotationFormats.all().forEach(
			format -> assertTrue(format.word(), out.toString(StandardCharsets.UTF_8).contains(format.word())));
	}
}
