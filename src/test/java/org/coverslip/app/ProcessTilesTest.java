package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.process.worker.TileStore;
import org.coverslip.slide.Picture;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.RealSlides;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Macros, commands and scripts over whole slides: {@code coverslip process SLIDE OUT --macro m.ijm}. */
public class ProcessTilesTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	private static final long PATIENCE_MILLIS = 120_000;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** A run of the command line. */
	private record Run(int status, String errors) {}

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide());
	}

	private static Path slide() {
		return SLIDES.getRoot().toPath().resolve("drawn.tif");
	}

	private static Run run(final Path slide, final Path out, final String... words) {
		final List<String> all = new ArrayList<>(List.of("process", slide.toString(), out.toString()));
		all.addAll(Arrays.asList(words));
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
		final int status = new Coverslip(err, err).run(all.toArray(String[]::new));
		return new Run(status, said.toString(StandardCharsets.UTF_8).strip());
	}

	private static void assertDone(final Run run) {
		assertEquals(run.errors, 0, run.status);
	}

	private Path macro(final String text) throws IOException {
		return Files.writeString(folder.getRoot().toPath().resolve("m.ijm"), text);
	}

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static PixelBlock pixels(final Path file) throws IOException {
		try (Slide slide = SlideOpener.open(file)) {
			final Scene scene = slide.scenes().get(0);
			return Picture.of(scene, new RegionReader(TileCache.ofBytes(1 << 24))).build().read().over(0xffffff);
		}
	}

	/** What commands do to all of a slide that is open in ImageJ, files by the commands' names. */
	private void runInImageJ(final Path slide, final String macro) throws Exception {
		final Path file = Files.writeString(file("whole.ijm"), """
			setBatchMode(true);
			run("Open Slide...", "input=[SLIDE] level=0");
			rename("colors");
			run("Duplicate...", "title=greys");
			run("8-bit");
			function one(image, name, command, options) {
				selectImage(image);
				run("Duplicate...", "title=copy");
				run(command, options);
				saveAs("Tiff", "FOLDER/" + name + ".tif");
				close();
			}
			""".replace("SLIDE", slide.toString()).replace("FOLDER", folder.getRoot().toString())
			+ macro.replace("FOLDER", folder.getRoot().toString()));
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", file.toString());
		assertEquals(result.errors(), 0, result.status());
	}

	@Test
	public void tilesTogetherAreWhatImageJMakesOfAllOfARealSlide() throws Exception {
		assertTilesAreTheWhole(RealSlides.path("svs/CMU-1-Small-Region.svs"));
	}

	@Test
	public void tilesTogetherAreWhatImageJMakesOfAllOfADrawnSlide() throws Exception {
		assertTilesAreTheWhole(slide());
	}

	private void assertTilesAreTheWhole(final Path slide) throws Exception {
		final String[][] commands = { { "greys", "Gaussian Blur...", "sigma=2", "9" },
			{ "colors", "Gaussian Blur...", "sigma=2", "9" }, { "greys", "Median...", "radius=3", "3" },
			{ "greys", "Minimum...", "radius=4", "4" }, { "greys", "Maximum...", "radius=4", "4" },
			{ "greys", "Mean...", "radius=5", "5" }, { "greys", "Unsharp Mask...", "radius=2 mask=0.60", "32" },
			{ "greys", "Subtract Background...", "rolling=20 light", "48" } };
		final StringBuilder macro = new StringBuilder();
		for (int i = 0; i < commands.length; i++)
			macro.append("one(\"").append(commands[i][0]).append("\", \"w").append(i).append("\", \"")
				.append(commands[i][1]).append("\", \"").append(commands[i][2]).append("\");\n");
		runInImageJ(slide, macro.toString());
		for (int i = 0; i < commands.length; i++) {
			final List<String> words = new ArrayList<>(List.of("--command", commands[i][1], "--options", commands[i][2],
				"--halo", commands[i][3], "--tile", "512", "--compression", "lzw", "--workers", "2"));
			if (commands[i][0].equals("greys")) words.add("--gray");
			assertDone(run(slide, file("t" + i + ".tif"), words.toArray(String[]::new)));
			final PixelBlock whole = pixels(file("w" + i + ".tif"));
			final PixelBlock tiles = pixels(file("t" + i + ".tif"));
			assertEquals(commands[i][1], whole.shape(), tiles.shape());
			assertArrayEquals(commands[i][1], whole.bytes(), tiles.bytes());
		}
	}

	/**
	 * ImageJ's watershed reckons with distances as shares of the longest one in its image, so that tiles agree where
	 * that is the same in each, and else but for the cuts of few objects.
	 */
	@Test
	public void watershedCutsAsInTheWholeButForFewPixels() throws Exception {
		final Path slide = RealSlides.path("svs/CMU-1-Small-Region.svs");
		final String steps = """
			setThreshold(0, 170);
			setOption("BlackBackground", true);
			run("Convert to Mask");
			run("Watershed");
			""";
		runInImageJ(slide, "selectImage(\"greys\");\n" + steps + "saveAs(\"Tiff\", \"FOLDER/whole.tif\");\n");
		assertDone(run(slide, file("tiles.tif"), "--macro", macro(steps).toString(), "--gray", "--halo", "128",
			"--tile", "1024", "--compression", "lzw"));
		final byte[] whole = pixels(file("whole.tif")).bytes();
		final byte[] tiles = pixels(file("tiles.tif")).bytes();
		int unequal = 0;
		for (int i = 0; i < whole.length; i++)
			if (whole[i] != tiles[i]) unequal++;
		assertTrue(unequal + " of " + whole.length, unequal < whole.length / 100);
	}

	@Test
	public void aHaloThatIsTooSmallShows() throws Exception {
		for (final String halo : List.of("0", "9"))
			assertDone(run(slide(), file(halo + ".tif"), "--gray", "--command", "Gaussian Blur...", "--options",
				"sigma=2", "--halo", halo, "--tile", "256", "--compression", "lzw"));
		assertFalse(Arrays.equals(pixels(file("0.tif")).bytes(), pixels(file("9.tif")).bytes()));
	}

	@Test
	public void workersAndTilesDoNotMatter() throws Exception {
		final Path macro =
			macro("run('Gaussian Blur...', 'sigma=1.5'); run('16-bit'); run('Multiply...', 'value=17');");
		for (final String workers : List.of("1", "4"))
			assertDone(run(slide(), file(workers + ".tif"), "--gray", "--macro", macro.toString(), "--workers", workers,
				"--tile", workers.equals("1") ? "512" : "200", "--compression", "deflate"));
		assertArrayEquals(pixels(file("1.tif")).shorts(), pixels(file("4.tif")).shorts());
		assertNothingLeft();
	}

	private void assertNothingLeft() throws IOException {
		try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
			assertEquals(List.of(), files.map(file -> file.getFileName().toString())
				.filter(name -> name.endsWith(".tiles") || name.endsWith(".part")).toList());
		}
	}

	@Test
	public void valuesOfTheWholeReachEachTile() throws Exception {
		final Run run = run(slide(), file("out.tif"), "--gray", "--macro", macro("""
			words = split(getArgument(), " ");
			for (i = 0; i < words.length; i++)
				if (startsWith(words[i], "otsu=")) t = parseFloat(substring(words[i], 5));
			setThreshold(0, t);
			setOption("BlackBackground", true);
			run("Convert to Mask");
			""").toString(), "--tile", "300", "--compression", "deflate");
		assertEquals("", run.errors);
		final byte[] mask = pixels(file("out.tif")).bytes();
		final PixelBlock colors = pixels(slide());
		int threshold = -1;
		for (int i = 0; i < mask.length; i++)
			if (mask[i] != 0) threshold = Math.max(threshold, grey(colors, i));
		for (int i = 0; i < mask.length; i++)
			assertEquals(grey(colors, i) <= threshold ? -1 : 0, mask[i]);
		final Run warned = run(slide(), file("out2.tif"), "--gray", "--macro",
			macro("setAutoThreshold('Default'); run('Convert to Mask');").toString(), "--compression", "deflate");
		assertTrue(warned.errors,
			warned.errors.contains("\"setAutoThreshold\" in m.ijm takes for each tile another value"));
		assertTrue(warned.errors, warned.errors.contains("otsu=" + threshold));
	}

	private static int grey(final PixelBlock colors, final int pixel) {
		return ((int) (colors.value(3 * pixel) + colors.value(3 * pixel + 1) + colors.value(3 * pixel + 2)) + 1) / 3;
	}

	@Test
	public void aTileThatFailsEndsAllOrIsLeftOut() throws Exception {
		final String macro =
			macro("if (indexOf(getArgument(), 'column=1 ') >= 0) exit('no way');\nrun('Invert');").toString();
		final Run stopped = run(slide(), file("stop.tif"), "--gray", "--macro", macro, "--tile", "256");
		assertEquals(1, stopped.status);
		assertTrue(stopped.errors, stopped.errors.contains("the tile of 256 x 256 at (256, ")
			&& stopped.errors.contains("no way (line 1 of the macro)"));
		assertFalse(Files.exists(file("stop.tif")));
		final Run skipped = run(slide(), file("skip.tif"), "--gray", "--macro", macro, "--tile", "256", "--halo", "0",
			"--onError", "skip", "--compression", "deflate");
		assertEquals(1, skipped.status);
		assertTrue(skipped.errors, skipped.errors.contains("tiles failed and are left out of skip.tif: the tile of"));
		final PixelBlock result = pixels(file("skip.tif"));
		final PixelBlock before = pixels(slide());
		for (int x = 0; x < result.width(); x += 51)
			assertEquals("column " + x,
				x / 256 == 1 ? 0 : 255 - grey(before, 300 * before.width() + x), result.value(x, 300, 0), 0);
	}

	@Test
	public void aRunThatWasKilledGoesOn() throws Exception {
		final Path go = file("go");
		final Path runs = file("runs.txt");
		final String macro = macro("File.append(getArgument(), '" + runs + "');\nif (indexOf(getArgument(), 'row=2 ')"
			+ " >= 0) while (!File.exists('" + go + "')) wait(20);\nrun('Invert');").toString();
		final String[] words = { "--gray", "--macro", macro, "--tile", "256", "--workers", "2", "--compression",
			"deflate" };
		final List<String> command = new ArrayList<>(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Coverslip.class.getName(), "process", slide().toString(),
				file("out.tif").toString()));
		command.addAll(Arrays.asList(words));
		final Process parent =
			new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file("said").toFile()).start();
		await(() -> answers() >= 2 && parent.descendants().count() == 2);
		final List<ProcessHandle> workers = parent.descendants().toList();
		parent.destroyForcibly().waitFor();
		await(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
		assertFalse(Files.exists(file("out.tif")));
		final int kept = answers();
		final int before = Files.readAllLines(runs).size();
		final Run other = run(slide(), file("out.tif"), "--gray", "--command", "Invert", "--tile", "256");
		assertEquals(1, other.status);
		assertTrue(other.errors, other.errors.contains("holds tiles of other work"));
		Files.createFile(go);
		assertDone(run(slide(), file("out.tif"), words));
		final long tiles = Files.readAllLines(runs).stream()
			.map(line -> line.replaceAll(".*(column=\\d+).*(row=\\d+).*", "$1 $2")).distinct().count();
		assertEquals(tiles - kept, Files.readAllLines(runs).size() - before);
		assertInverted(file("out.tif"));
		assertNothingLeft();
	}

	private int answers() {
		final String[] names =
			TileStore.folder(file("out.tif")).toFile().list((where, name) -> name.endsWith(".answer"));
		return names == null ? 0 : names.length;
	}

	private interface Condition {

		boolean holds() throws IOException;
	}

	private static void await(final Condition condition) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MILLIS;
		while (!condition.holds()) {
			assertTrue("waited for too long", System.currentTimeMillis() < end);
			Thread.sleep(20);
		}
	}

	private static void assertInverted(final Path result) throws IOException {
		final byte[] inverted = pixels(result).bytes();
		final PixelBlock before = pixels(slide());
		for (int i = 0; i < inverted.length; i++)
			assertEquals(255 - grey(before, i), inverted[i] & 0xff);
	}

	@Test
	public void aWorkerThatIsKilledCostsItsTileASecondTry() throws Exception {
		final Path go = file("go");
		final String macro =
			macro("while (!File.exists('" + go + "')) wait(20);\nrun('Invert');").toString();
		final CompletableFuture<Run> running = CompletableFuture.supplyAsync(() -> run(slide(), file("out.tif"),
			"--gray", "--macro", macro, "--tile", "300", "--workers", "1", "--compression", "deflate"));
		await(() -> ProcessHandle.current().children().count() == 1);
		Thread.sleep(1500);
		ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
		Files.createFile(go);
		assertDone(running.get());
		assertInverted(file("out.tif"));
		await(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
	}

	@Test
	public void partsMakeOneResult() throws Exception {
		final String macro = macro("run('Invert');").toString();
		final String[] words = { "--gray", "--macro", macro, "--tile", "256", "--workers", "1", "--compression",
			"deflate", "--shard" };
		final Run first = run(slide(), file("out.tif"), with(words, "1/2"));
		assertDone(first);
		assertTrue(first.errors, first.errors.contains("tiles of other parts are not"));
		assertFalse(Files.exists(file("out.tif")));
		assertDone(run(slide(), file("out.tif"), with(words, "2/2")));
		assertInverted(file("out.tif"));
		assertNothingLeft();
		assertEquals(2, run(slide(), file("out3.tif"), with(words, "3/2")).status);
	}

	private static String[] with(final String[] words, final String last) {
		final String[] all = Arrays.copyOf(words, words.length + 1);
		all[words.length] = last;
		return all;
	}

	@Test
	public void twoRunsOfOneResultDoNotGetInEachOthersWay() throws Exception {
		final Path go = file("go");
		final String macro = macro("while (!File.exists('" + go + "')) wait(20);\nrun('Invert');").toString();
		final String[] words = { "--gray", "--macro", macro, "--workers", "1", "--compression", "deflate" };
		final CompletableFuture<Run> first = CompletableFuture.supplyAsync(() -> run(slide(), file("out.tif"), words));
		await(() -> ProcessHandle.current().children().count() == 1);
		final Run second = run(slide(), file("out.tif"), words);
		assertEquals(1, second.status);
		assertTrue(second.errors, second.errors.contains("is being made by another process just now"));
		Files.createFile(go);
		assertDone(first.get());
		assertInverted(file("out.tif"));
	}

	/** A macro that has another one run over a slide. */
	@Test
	public void itIsRunFromAMacroToo() throws Exception {
		final Path inner = macro("run('Invert');");
		final Path outer = Files.writeString(file("outer.ijm"), "run('Process Slide...', 'input=[" + slide()
			+ "] output=[" + file("out.tif") + "] macro=[" + inner + "] gray compression=deflate tile=512');");
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", outer.toString());
		assertEquals(result.errors(), 0, result.status());
		assertInverted(file("out.tif"));
	}

	@Test
	public void whatCannotBeRunIsSaidInOneSentence() throws Exception {
		final String macro = macro("").toString();
		final String[][] wrong = { { "there is a macro and a command to be run, where one is", "--macro", macro,
			"--command", "Invert" }, { "nothing.ijm does not exist", "--macro", file("nothing.ijm").toString() },
			{ "Undefined", "--macro", macro("foo bar").toString() }, { "Inwert", "--command", "Inwert" } };
		for (final String[] words : wrong) {
			final Run run = run(slide(), file("out.tif"), Arrays.copyOfRange(words, 1, words.length));
			assertEquals(run.errors, 1, run.status);
			assertTrue(run.errors, run.errors.contains(words[0]));
			assertEquals(run.errors, 1, run.errors.lines().count());
			assertFalse(new File(file("out.tif") + ".tiles").exists());
		}
	}
}
