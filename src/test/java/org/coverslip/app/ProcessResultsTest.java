package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
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
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Picture;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tables, ROIs and labels that macros leave of tiles, against what the same macro leaves of all at once. */
public class ProcessResultsTest {

	private static final String REGION = "300,300,1300,1200";
	private static final int ALL = 4096;

	private static final String MASK = """
		setThreshold(0, 70);
		setOption("BlackBackground", true);
		run("Convert to Mask");
		""";
	private static final String PARTICLES = MASK + """
		run("Set Measurements...", "area centroid center bounding perimeter feret's redirect=None decimal=9");
		run("Analyze Particles...", "size=0-Infinity pixel show=Nothing display clear add record composite");
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static Path real() {
		return RealSlides.path("svs/CMU-1-Small-Region.svs");
	}

	private String said;

	private int run(final Path slide, final String out, final String macro, final int tile, final int halo,
		final int workers, final String... more) throws IOException
	{
		final Path code = Files.writeString(file("m.ijm"), macro);
		final List<String> words = new ArrayList<>(List.of("process", slide.toString(), file(out).toString(), "--gray",
			"--macro", code.toString(), "--tile", "" + tile, "--halo", "" + halo, "--workers", "" + workers));
		words.addAll(Arrays.asList(more));
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		final int status = new Coverslip(err, err).run(words.toArray(String[]::new));
		said = bytes.toString(StandardCharsets.UTF_8).strip();
		return status;
	}

	private void done(final Path slide, final String out, final String macro, final int tile, final int halo,
		final int workers, final String... more) throws IOException
	{
		final int status = run(slide, out, macro, tile, halo, workers, more);
		assertEquals(said, 0, status);
	}

	private List<String> lines(final String name) throws IOException {
		return Files.readAllLines(file(name));
	}

	/** Numbers in the rows of a table but for the tile's, sorted. */
	private double[][] rows(final String name) throws IOException {
		final List<String> lines = lines(name);
		return lines.stream().skip(1)
			.map(line -> Arrays.stream(line.split(",")).skip(5).mapToDouble(Double::parseDouble).toArray())
			.sorted(Arrays::compare).toArray(double[][]::new);
	}

	@Test
	public void tablesOfTilesAreThatOfTheWhole() throws IOException {
		done(real(), "whole.csv", PARTICLES, ALL, 0, 1, "--result", "table", "--region", REGION);
		done(real(), "one.csv", PARTICLES, 500, 300, 1, "--result", "table", "--region", REGION);
		assertFalse(said, said.contains("beyond"));
		done(real(), "four.csv", PARTICLES, 500, 300, 4, "--result", "table", "--region", REGION);
		assertEquals(lines("one.csv"), lines("four.csv"));
		assertEquals(lines("whole.csv").get(0), lines("one.csv").get(0));
		final double[][] whole = rows("whole.csv");
		final double[][] tiles = rows("one.csv");
		assertTrue(whole.length + " objects", whole.length > 500);
		assertEquals(whole.length, tiles.length);
		for (int i = 0; i < whole.length; i++)
			assertArrayEquals(whole[i], tiles[i], 1e-6);
		assertPlaces(lines("whole.csv"));
	}

	/** Places are in level-0 pixels and micrometres, ImageJ's own ones in pixels of the tile among them. */
	private static void assertPlaces(final List<String> lines) {
		final List<String> columns = List.of(lines.get(0).split(","));
		for (final String line : lines.subList(1, lines.size())) {
			final String[] cells = line.split(",");
			for (final String place : List.of("X", "Y", "XM", "YM", "BX", "BY", "FeretX", "FeretY", "XStart", "YStart"))
				assertEquals(Double.parseDouble(cells[columns.indexOf(place)]) * 0.499,
					Double.parseDouble(cells[columns.indexOf(place + "_um")]), 1e-5);
			final double left = Double.parseDouble(cells[columns.indexOf("BX")]);
			final double width = Double.parseDouble(cells[columns.indexOf("Width")]) / 0.499;
			for (final String place : List.of("X", "XM", "XStart", "FeretX")) {
				final double x = Double.parseDouble(cells[columns.indexOf(place)]);
				assertTrue(place + " of " + line, x >= left - 1e-5 && x <= left + width + 1e-5 && left >= 300);
			}
		}
	}

	private List<Annotation> rois(final String name) throws IOException {
		try (Slide slide = SlideOpener.open(real())) {
			final List<Annotation> rois = new ArrayList<>();
			final AnnotationFile file = AnnotationFile.of(file(name));
			AnnotationFiles.read(file, AnnotationFiles.formatOf(file),
				SlideFrame.of(slide, slide.scenes().get(0)), Optional.empty(), new Remarks(), rois::add);
			return rois;
		}
	}

	private List<String> places(final String name) throws IOException {
		return rois(name).stream().map(roi -> {
			final Box box = roi.geometry().box();
			return box.x() + " " + box.y() + " " + box.endX() + " " + box.endY() + " "
				+ roi.geometry().polygons().stream().mapToDouble(Polygon::area).sum();
		}).sorted().toList();
	}

	@Test
	public void roisOfTilesAreThoseOfTheWhole() throws IOException {
		done(real(), "whole.geojson", PARTICLES, ALL, 0, 1, "--result", "rois", "--region", REGION);
		done(real(), "one.geojson", PARTICLES, 300, 6, 1, "--result", "rois", "--region", REGION);
		assertTrue(said, said.contains("larger than a tile and its halo show"));
		done(real(), "four.geojson", PARTICLES, 300, 6, 4, "--result", "rois", "--region", REGION);
		assertEquals(lines("one.geojson"), lines("four.geojson"));
		assertTrue(places("whole.geojson").size() > 500);
		assertEquals(places("whole.geojson"), places("one.geojson"));
	}

	private int[] labels(final String name) throws IOException {
		try (Slide slide = SlideOpener.open(file(name))) {
			final Scene scene = slide.scenes().get(0);
			return Picture.of(scene, new RegionReader(TileCache.ofBytes(1 << 24))).build().read().over(0).ints();
		}
	}

	@Test
	public void labelsOfTilesAreThoseOfTheWhole() throws IOException {
		final String[] words = { "--result", "labels", "--region", REGION, "--compression", "deflate" };
		done(real(), "whole.tif", MASK, ALL, 0, 1, words);
		final int[] whole = labels("whole.tif");
		assertTrue(Arrays.stream(whole).max().getAsInt() > 500);
		done(real(), "masks.tif", MASK, 512, 0, 4, words);
		assertArrayEquals(whole, labels("masks.tif"));
		final String count = MASK + "run('Analyze Particles...', 'size=0-Infinity pixel show=[Count Masks]');";
		done(real(), "labels.tif", count, 300, 8, 2, words);
		assertArrayEquals(whole, labels("labels.tif"));
	}

	@Test
	public void onlyWhatIsInAnnotatedAreasCounts() throws IOException {
		final Path areas = Files.writeString(file("areas.geojson"), """
			{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",
			"coordinates":[[[400,500],[900,420],[1000,1100],[500,1000],[400,500]]]}}]}""");
		final String[] where = { "--annotations", areas.toString(), "--region", REGION, "--result" };
		done(real(), "whole.csv", PARTICLES, ALL, 0, 1, with(where, "table"));
		done(real(), "tiles.csv", PARTICLES, 256, 150, 2, with(where, "table"));
		final double[][] whole = rows("whole.csv");
		assertTrue(whole.length + " objects", whole.length > 50);
		assertEquals(whole.length, rows("tiles.csv").length);
		for (final String line : lines("tiles.csv").subList(1, whole.length)) {
			final double x = Double.parseDouble(line.split(",")[6]);
			assertTrue(line, x > 400 && x < 1000);
		}
		done(real(), "whole.geojson", PARTICLES, ALL, 0, 1, with(where, "rois"));
		done(real(), "tiles.geojson", PARTICLES, 256, 150, 2, with(where, "rois"));
		assertEquals(places("whole.geojson"), places("tiles.geojson"));
	}

	private static String[] with(final String[] words, final String last) {
		final String[] all = Arrays.copyOf(words, words.length + 1);
		all[words.length] = last;
		return all;
	}

	@Test
	public void tilesThatFailAreLeftOutAndNamed() throws IOException {
		final Path slide = file("drawn.tif");
		SampleFile.brightField(slide);
		final String macro = """
			if (indexOf(getArgument(), "column=1 ") >= 0 && indexOf(getArgument(), "row=0 ") >= 0) exit("too dark");
			run("Set Measurements...", "area centroid redirect=None decimal=9");
			run("Select All");
			run("Measure");
			roiManager("Add");
			""";
		assertEquals(1, run(slide, "t.csv", macro, 128, 0, 2, "--result", "table", "--onError", "skip"));
		assertTrue(said, said.contains("1 of ") && said.contains("too dark"));
		assertTrue(lines("t.csv").stream().noneMatch(line -> line.startsWith("1,0,")));
		assertTrue(lines("t.csv").stream().anyMatch(line -> line.startsWith("0,0,")));
		assertTrue(lines("t.csv").stream().anyMatch(line -> line.startsWith("1,1,")));
		assertFalse(Files.exists(file("t.csv.tiles")));
		assertEquals(1, run(slide, "t.geojson", macro, 128, 0, 2, "--result", "rois", "--onError", "skip"));
		assertTrue(Files.exists(file("t.geojson")));
		assertEquals(1, run(slide, "t2.csv", macro, 128, 0, 2, "--result", "table"));
		assertFalse(Files.exists(file("t2.csv")));
	}

	/** The last of several processes puts together what all have left, as one would have done. */
	@Test
	public void partsMakeOneResult() throws IOException {
		final Path slide = file("drawn.tif");
		SampleFile.brightField(slide);
		final String particles = PARTICLES.replace("0, 70", "0, 150");
		for (final String[] kind : new String[][] { { "table", ".csv" }, { "rois", ".geojson" },
			{ "labels", ".tif" } })
		{
			final String[] words = { "--result", kind[0] };
			done(slide, "one" + kind[1], particles, 256, 20, 1, words);
			done(slide, "two" + kind[1], particles, 256, 20, 1, "--result", kind[0], "--shard", "2/2");
			assertTrue(said, said.contains("tiles of other parts are not"));
			assertFalse(Files.exists(file("two" + kind[1])));
			done(slide, "two" + kind[1], particles, 256, 20, 2, "--result", kind[0], "--shard", "1/2");
			assertFalse(Files.exists(file("two" + kind[1] + ".tiles")));
			if (kind[0].equals("labels")) assertArrayEquals(labels("one.tif"), labels("two.tif"));
			else assertEquals(lines("one" + kind[1]), lines("two" + kind[1]));
		}
		assertTrue(lines("one.csv").size() > 3);
	}

	/** What is drawn on the image that is left counts, too, if the ROI Manager is empty. */
	@Test
	public void overlaysAndSelectionsAreRois() throws IOException {
		final Path slide = file("drawn.tif");
		SampleFile.brightField(slide);
		final String[] macros = { "makeRectangle(10, 20, 30, 40);",
			"makeRectangle(10, 20, 30, 40); run('Add Selection...');",
			"makeRectangle(10, 20, 30, 40); roiManager('Add'); makeOval(1, 1, 5, 5);" };
		for (int i = 0; i < macros.length; i++) {
			done(slide, i + ".geojson", macros[i], ALL, 0, 1, "--result", "rois");
			final List<Annotation> rois = rois(i + ".geojson");
			assertEquals(1, rois.size());
			assertEquals(new Box(10, 20, 30, 40), rois.get(0).geometry().box());
		}
	}

	@Test
	public void aTableWithAnotherScaleIsRefused() throws IOException {
		final Path slide = file("drawn.tif");
		SampleFile.brightField(slide);
		final String macro = "run('Set Scale...', 'distance=1 known=1000 unit=px'); "
			+ "run('Set Measurements...', 'area centroid redirect=None decimal=9'); run('Select All'); run('Measure');";
		assertEquals(1, run(slide, "t.csv", macro, 256, 0, 1, "--result", "table"));
		assertTrue(said, said.contains("row 1 of the Results table lies outside of the tile"));
	}
}
