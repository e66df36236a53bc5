package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Macros in the plain ImageJ without a screen: {@code coverslip imagej --headless --run macro.ijm}. */
public class ImageJMacroTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide().toPath());
	}

	private static File slide() {
		return new File(SLIDES.getRoot(), "a slide.tif");
	}

	private JavaProgram.Result run(final String... lines) throws IOException, InterruptedException {
		final File macro = new File(folder.getRoot(), "macro.ijm");
		Files.writeString(macro.toPath(),
			String.join("\n", lines).replace("SLIDE", slide().getPath().replace("\\", "/"))
			.replace("FOLDER", folder.getRoot().getPath().replace("\\", "/")));
		return JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class, "imagej", "--headless", "--run",
			macro.getPath(),
			"the argument");
	}

	@Test
	public void openCropSave() throws Exception {
		final JavaProgram.Result result = run( //
			"print(getArgument());", //
			"run('Open Overview...', 'input=[SLIDE] size=275');", //
			"print(getWidth() + ' x ' + getHeight());", //
			"makeRectangle(50, 25, 60, 40);", //
			"run('Crop ROI to TIFF...', 'output=[FOLDER/crop.tif] compression=deflate tilesize=128 dialect=plain');", //
			"run('Crop ROI to Image...', 'level=1');", //
			"print(getWidth() + ' x ' + getHeight());", //
			"run('Invert');", //
			"run('Save as Pyramidal TIFF...', 'output=[FOLDER/inverted.tif] tileSize=64');", //
			"run('Convert Slide...', 'input=[SLIDE] output=[FOLDER/converted.tif] region=[0, 0, 300, 200]');", //
			"run('Inspect TIFF...', 'input=[FOLDER/converted.tif]');", //
			"run('Slide Properties...', 'input=[SLIDE]');");
		assertEquals("", result.errors());
		assertEquals(0, result.status());
		assertTrue(result.output(), result.output().startsWith("the argument\n275 x 175\n120 x 80\n"));
		assertTrue(result.output(), result.output().contains("OpenSlide: yes, "));
		assertTrue(result.output(), result.output().contains("associated image label"));
		assertArrayEquals(pixels(slide(), 0, new Region(200, 100, 240, 160)),
			pixels(file("crop.tif"), 0, Region.ofSize(240, 160)));
		assertArrayEquals(pixels(slide(), 0, Region.ofSize(300, 200)),
			pixels(file("converted.tif"), 0, Region.ofSize(300, 200)));
		final byte[] inverted = pixels(file("inverted.tif"), 0, Region.ofSize(120, 80));
		final byte[] level = pixels(slide(), 1, new Region(100, 50, 120, 80));
		for (int i = 0; i < level.length; i++)
			assertEquals(255 - (level[i] & 0xff), inverted[i] & 0xff);
		try (Slide opened = SlideOpener.open(file("crop.tif").toPath())) {
			assertEquals(128, opened.scenes().get(0).level(0).tileWidth());
		}
	}

	/** The overview's pixel (x, y) is the slide's (4 x, 4 y); a flipped one's, the slide's from the other side. */
	@Test
	public void aRegionOnATransformedImageIsCroppedWhereItIsSeen() throws Exception {
		final JavaProgram.Result result = run( //
			"function crop(name) {", //
			"	makeRectangle(50, 25, 60, 40);", //
			"	run('Crop ROI to TIFF...', 'output=[FOLDER/' + name + '.tif]');", //
			"	close();", //
			"}", //
			"run('Open Overview...', 'input=[SLIDE] size=275');", //
			"run('Flip Horizontally');", //
			"crop('flipped');", //
			"run('Open Overview...', 'input=[SLIDE] size=275');", //
			"run('Rotate 90 Degrees Right');", //
			"crop('right');", //
			"run('Open Overview...', 'input=[SLIDE] size=275');", //
			"run('Translate...', 'x=10 y=5 interpolation=None');", //
			"crop('translated');", //
			"run('Open Overview...', 'input=[SLIDE] size=275');", //
			"makeRectangle(20, 10, 200, 120);", //
			"run('Duplicate...', 'title=part');", //
			"run('Rotate... ', 'angle=180 grid=1 interpolation=None');", //
			"crop('duplicated');", //
			"run('Rotate... ', 'angle=10 grid=1 interpolation=Bilinear');", //
			"crop('rotated');");
		assertEquals(1, result.status());
		assertTrue(result.errors(), result.errors().contains("does not show the slide as it was read any more"));
		assertCropped("flipped", new Region(1100 - 4 * 110, 100, 240, 160));
		assertCropped("right", new Region(100, 700 - 4 * 110, 160, 240));
		assertCropped("translated", new Region(160, 80, 240, 160));
		assertCropped("duplicated", new Region(4 * (220 - 110), 4 * (130 - 65), 240, 160));
		assertFalse(file("rotated.tif").exists());
	}

	private void assertCropped(final String name, final Region region) throws IOException {
		assertArrayEquals(name, pixels(slide(), 0, region),
			pixels(file(name + ".tif"), 0, Region.ofSize(region.width(), region.height())));
	}

	@Test
	public void tilesAndTissue() throws Exception {
		final JavaProgram.Result result = run( //
			"run('Export Tiles...', 'input=[SLIDE] output=[FOLDER/the tiles] width=300 height=300 tissue=notBlank "
			+ "name={col}_{row}');", //
			"run('Tissue Mask...', 'input=[SLIDE] maskDownsample=4');", //
			"print(getWidth() + ' x ' + getHeight() + ', ' + (selectionType() >= 0));");
		assertEquals("", result.errors());
		assertEquals(0, result.status());
		assertTrue(result.output(),
			result.output().matches("\\d+ of 12 tiles kept, in 4 columns and 3 rows\n275 x 175, 1\n"));
		assertTrue(file("the tiles/1_1.png").isFile());
	}

	@Test
	public void theExampleConvertsAFolder() throws Exception {
		final String example = Files.readAllLines(Path.of("scripts/examples/convert_folder_macro.ijm")).stream()
			.filter(line -> !line.startsWith("#@")).collect(Collectors.joining("\n"));
		final File slides = folder.newFolder("some slides");
		Files.copy(slide().toPath(), slides.toPath().resolve("one.svs"));
		Files.write(slides.toPath().resolve("damaged.svs"), Arrays.copyOf(Files.readAllBytes(slide().toPath()), 1000));
		final File results = folder.newFolder("results");
		final String parameters = "input = '" + slides + "'; output = '" + results
			+ "'; compression = 'deflate'; quality = 90;";
		for (final String said : new String[] { "1 converted, 1 failed\n", "0 converted, 1 failed\n" }) {
			final JavaProgram.Result result = run(parameters.replace("\\", "/"), example);
			assertEquals("", result.errors());
			assertEquals(0, result.status());
			assertTrue(result.output(), result.output().startsWith("damaged.svs: "));
			assertTrue(result.output(), result.output().endsWith("\n" + said));
		}
		final Region all = Region.ofSize(SampleFile.WIDTH, SampleFile.HEIGHT);
		assertArrayEquals(pixels(slide(), 0, all), pixels(new File(results, "one.tif"), 0, all));
	}

	@Test
	public void viewInBrowser() throws Exception {
		final JavaProgram.Result result = run( //
			"run('View in Browser...', 'input=[SLIDE] port=0 browser=false');", //
			"run('View in Browser...', 'input=[FOLDER] port=0 browser=false');", //
			"run('Stop Slide Server');", //
			"print('stopped');");
		assertEquals("", result.errors());
		assertEquals(0, result.status());
		final String[] lines = result.output().split("\n");
		assertTrue(result.output(), lines.length == 3 && lines[0].startsWith("http://127.0.0.1:")
			&& lines[0].startsWith(lines[1]));
	}

	private File file(final String name) {
		return new File(folder.getRoot(), name);
	}

	private static byte[] pixels(final File file, final int level, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(file.toPath())) {
			return new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), level, Plane.FIRST, region)
				.block().bytes();
		}
	}

	private void assertFails(final String message, final String... lines) throws IOException, InterruptedException {
		final JavaProgram.Result result = run(lines);
		assertEquals("coverslip: " + message + "\n", result.errors());
		assertEquals(1, result.status());
		assertFalse("went on after the failure", result.output().contains("went on"));
	}

	@Test
	public void aFailingCommandEndsTheMacro() throws Exception {
		assertFails("nowhere.svs: there is no such file (line 2 of the macro)", "x = 1;", //
			"run('Convert Slide...', 'input=nowhere.svs output=x.tif');", "print('went on');");
	}

	@Test
	public void aWrongValueEndsTheMacro() throws Exception {
		assertFails(
			"\"compression=zip\" is none of keep, auto, none, lzw, deflate, jpeg, jpeg2000, zstd (line 1 of the macro)",
			"run('Convert Slide...', 'input=[SLIDE] output=x.tif compression=zip');", "print('went on');");
	}

	@Test
	public void aKeyThatTheCommandDoesNotHaveEndsTheMacro() throws Exception {
		assertFails("there is no option \"pixlsize\", only channel, level, "
				+ "magnification, pixelSize, t, z (line 3 of the macro)",
			"run('Open Overview...', 'input=[SLIDE] size=275');", "makeRectangle(50, 25, 60, 40);",
			"run('Crop ROI to Image...', 'image=[a slide] pixlSize=0.1');", "print('went on');");
	}

	@Test
	public void aMissingValueEndsTheMacro() throws Exception {
		assertFails("the option \"output\" is missing (line 1 of the macro)",
			"run('Convert Slide...', 'input=[SLIDE]');", "print('went on');");
	}

	@Test
	public void withoutOptionsThereWouldBeADialog() throws Exception {
		assertFails("Without a screen, \"Convert Slide...\" needs its options in the macro. (line 1 of the macro)",
			"run('Convert Slide...');", "print('went on');");
	}

	/** What the active image tells is as good as options. */
	@Test
	public void withoutOptionsTheActiveImageIsTaken() throws Exception {
		final JavaProgram.Result result = run("run('Open Overview...', 'input=[SLIDE] size=275');",
			"makeRectangle(50, 25, 60, 40);", "run('Slide Properties...');", "run('Crop ROI to Image...', '');",
			"print(getWidth() + ' x ' + getHeight());");
		assertEquals("", result.errors());
		assertTrue(result.output(), result.output().contains("associated image label"));
		assertTrue(result.output(), result.output().endsWith("240 x 160\n"));
		assertFails("There is no image open. (line 1 of the macro)", "run('Crop ROI to Image...');");
	}

	@Test
	public void croppingNeedsAnImage() throws Exception {
		assertFails("There is no image open. (line 1 of the macro)", "run('Crop ROI to Image...', 'level=0');");
	}

	@Test
	public void errorsOfTheMacroItself() throws Exception {
		assertFails("Undefined variable (line 2 of the macro)", "x = 1;", "y = nothing + 1;", "print('went on');");
	}

	/** A filter leaves threads behind that wait for more work. */
	@Test
	public void imageJEndsWithItsMacro() throws Exception {
		final JavaProgram.Result result = run( //
			"newImage('ramp', '8-bit ramp', 600, 500, 1);", //
			"run('Gaussian Blur...', 'sigma=2');", //
			"run('Median...', 'radius=2');", //
			"print(getValue('Mean'));");
		assertEquals("", result.errors());
		assertEquals(0, result.status());
		assertTrue(result.output(), result.output().startsWith("127.2"));
	}

	@Test
	public void dialogsTakeTheirOptions() throws Exception {
		final JavaProgram.Result result = run( //
			"newImage('two', '8-bit black', 300, 200, 1);", //
			"setColor(255);", //
			"fillRect(30, 30, 50, 20);", //
			"fillOval(150, 90, 40, 40);", //
			"setThreshold(100, 255);", //
			"run('Set Measurements...', 'area centroid redirect=None decimal=2');", //
			"run('Analyze Particles...', 'size=5-Infinity show=Nothing display clear');", //
			"print(nResults + ' ' + getResult('Area', 0));", //
			"run('Duplicate...', 'title=another');", //
			"run('Size...', 'width=90 height=60 depth=1 average interpolation=Bicubic');", //
			"print(nImages + ' ' + getTitle() + ' ' + getWidth());", //
			"run('Convolve...', 'text1=[0 0 0\\n0 2 0\\n0 0 0\\n]');", // without normalize
			"print(getValue('Max'));", //
			"selectWindow('Log');", //
			"run('Close');", //
			"print('the end');", //
			"exit();");
		assertEquals("", result.errors());
		assertEquals("2 1000\n2 another 90\n255\nthe end\n", result.output());
		assertEquals(0, result.status());
	}

	@Test
	public void aQuestionEndsTheMacro() throws Exception {
		assertFails(
			"Without a screen, nobody can answer \"Gaussian Blur...\"; give the command its options in the macro. "
				+ "(line 2 of the macro)",
			"newImage('x', '8-bit ramp', 60, 50, 1);", "run('Gaussian Blur...');", "print('went on');");
		assertFails("Without a screen, nobody can answer \"Action Required: look\". (line 1 of the macro)",
			"waitForUser('look');",
			"print('went on');");
		assertFails("no more (line 1 of the macro)", "exit('no more');", "print('went on');");
		assertFails("There are no images open (line 1 of the macro)", "run('Invert');", "print('went on');");
	}

	/** As before a screen, where somebody closes the message. */
	@Test
	public void whereImageJGoesOnAfterAnErrorTheMacroDoes() throws Exception {
		final JavaProgram.Result result =
			run("open('/no/such/file.tif');", "showMessage('it went on');", "selectWindow('nothing');");
		assertEquals("coverslip: File not found: /no/such/file.tif (line 1 of the macro) (and 1 more)\n",
			result.errors());
		assertEquals("it went on\n", result.output());
		assertEquals(1, result.status());
	}
}
