package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.VirtualScreen;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;

/**
 * A region that is drawn on an image after ImageJ's own commands have flipped, turned, moved, scaled or cut it: what is
 * read from the slide for it are the pixels under it, or nothing. The places are computed here by hand.
 */
public class ChangedImageTest {

	private static final int WIDTH = 400;

	private static final int HEIGHT = 320;

	private static final String START = """
		function opened(x, y) {
			run('Open Slide...', 'input=[SLIDE] level=0 region=[' + x + ', ' + y + ', 400, 320]');
		}
		function crop(name) {
			makeRectangle(100, 60, 90, 70);
			run('Crop ROI to Image...', 'level=0');
			saveAs('Tiff', 'FOLDER/' + name + '.tif');
			run('Close All');
		}
		""";

	/** What is done to an image, and where then (100, 60, 90, 70) on it lies on what was opened. */
	private static final Map<String, Region> FOLLOWED = new LinkedHashMap<>();

	static {
		final String part = "makeRectangle(40, 30, 300, 250); ";
		FOLLOWED.put("", new Region(100, 60, 90, 70));
		FOLLOWED.put("run('Flip Horizontally', 'ALL');", new Region(WIDTH - 190, 60, 90, 70));
		FOLLOWED.put("run('Flip Vertically', 'ALL');", new Region(100, HEIGHT - 130, 90, 70));
		FOLLOWED.put("run('Rotate... ', 'angle=180 grid=1 interpolation=None ALL');",
			new Region(WIDTH - 190, HEIGHT - 130, 90, 70));
		FOLLOWED.put("run('Rotate 90 Degrees Right');", new Region(60, HEIGHT - 190, 70, 90));
		FOLLOWED.put("run('Rotate 90 Degrees Left');", new Region(WIDTH - 130, 100, 70, 90));
		FOLLOWED.put("run('Rotate 90 Degrees Left'); run('Flip Vertically', 'ALL');",
			new Region(60, 100, 70, 90));
		FOLLOWED.put("run('Translate...', 'x=20 y=-35 interpolation=None ALL');", new Region(80, 95, 90, 70));
		FOLLOWED.put("run('Translate...', 'x=-1 y=0 interpolation=Bilinear ALL');", new Region(101, 60, 90, 70));
		FOLLOWED.put("run('Scale...', 'x=0.5 y=0.5 width=200 height=160 interpolation=Bilinear average create');",
			new Region(200, 120, 180, 140));
		FOLLOWED.put("run('Scale...', 'x=2 y=2 width=800 height=640 interpolation=Bicubic create');",
			new Region(50, 30, 45, 35));
		FOLLOWED.put("run('Size...', 'width=200 height=160 constrain average interpolation=Bilinear');",
			new Region(200, 120, 180, 140));
		FOLLOWED.put("run('Size...', 'width=200 height=320 average interpolation=Bilinear');",
			new Region(200, 60, 180, 70));
		FOLLOWED.put("run('Bin...', 'x=2 y=2 bin=Average');", new Region(200, 120, 180, 140));
		FOLLOWED.put(part + "run('Duplicate...', 'title=part duplicate');", new Region(140, 90, 90, 70));
		FOLLOWED.put(part + "run('Duplicate...', 'title=part duplicate'); run('Flip Horizontally', 'ALL');",
			new Region(40 + 300 - 190, 90, 90, 70));
		FOLLOWED.put(part + "run('Crop');", new Region(140, 90, 90, 70));
		FOLLOWED.put("run('Flip Horizontally', 'ALL'); " + part + "run('Crop');",
			new Region(WIDTH - 40 - 190, 90, 90, 70));
		FOLLOWED.put(part
			+ "run('Scale...', 'x=0.5 y=0.5 width=150 height=125 interpolation=Bilinear average create');",
			new Region(240, 150, 180, 140));
		FOLLOWED.put("run('Canvas Size...', 'width=500 height=400 position=Center zero');",
			new Region(50, 20, 90, 70));
		FOLLOWED.put("run('Canvas Size...', 'width=300 height=250 position=Bottom-Right');",
			new Region(200, 130, 90, 70));
		FOLLOWED.put("run('Canvas Size...', 'width=500 height=400 position=Center zero'); "
			+ "run('Flip Horizontally', 'ALL');", new Region(500 - 190 - 50, 20, 90, 70));
		FOLLOWED.put("run('Rotate... ', 'angle=90 grid=1 interpolation=Bilinear ALL');",
			new Region(100, HEIGHT / 2 + 200 - 190, 70, 90));
		FOLLOWED.put("run('Translate...', 'x=0.5 y=0.5 interpolation=None ALL');", new Region(100, 60, 90, 70));
		FOLLOWED.put("run('Set Scale...', 'distance=0 known=0 unit=pixel'); " + part + "run('Crop');",
			new Region(140, 90, 90, 70));
	}

	private static final List<String> REFUSED = List.of( //
		"run('Rotate... ', 'angle=15 grid=1 interpolation=Bilinear');",
		"run('Translate...', 'x=0.5 y=0 interpolation=Bilinear');",
		"run('Scale...', 'x=1.1 y=1.1 interpolation=Bilinear');",
		"makeRectangle(90, 50, 120, 90); run('Flip Horizontally');",
		"setVoxelSize(0.4, 0.4, 1, 'um'); makeRectangle(40, 30, 300, 250); run('Crop');",
		"run('Select All'); run('Copy'); opened(X + 400, Y); run('Paste');");

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide("colours.tif"));
		try (Slide sample = SampleSlide.fluorescence(1500, 1000)) {
			final Scene scene = sample.scenes().get(0);
			final PyramidTiffOptions ome = PyramidTiffOptions.builder().dialect(Dialect.OME).build();
			SlideWriter.write(scene, ome, slide("channels.ome.tif"), ProgressListener.NONE);
			final Picture grey =
				Picture.of(scene, new RegionReader(TileCache.shared())).channels(List.of(1)).build();
			SlideWriter.write(Scene.computed(grey), ome, slide("grey.ome.tif"), ProgressListener.NONE);
		}
	}

	private static Path slide(final String name) {
		return SLIDES.getRoot().toPath().resolve(name);
	}

	private static String inMacro(final Path path) {
		return path.toString().replace("\\", "/");
	}

	private static Path macro(final Path results, final Path slide, final String text) throws IOException {
		return Files.writeString(results.resolve("macro.ijm"),
			(START + text).replace("SLIDE", inMacro(slide)).replace("FOLDER", inMacro(results)));
	}

	private JavaProgram.Result withoutScreen(final Path macro) throws IOException, InterruptedException {
		return JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class, "imagej", "--headless", "--run",
			macro.toString());
	}

	private static String changes(final long x, final long y, final boolean stack) {
		final StringBuilder text = new StringBuilder();
		int number = 0;
		for (final String change : FOLLOWED.keySet())
			text.append("opened(" + x + ", " + y + ");\n" + change.replace("ALL", stack ? "stack" : "")
				+ "\ncrop('" + number++ + "');\n");
		return text.toString();
	}

	private void assertFollowed(final Path results, final Path slide, final long x, final long y)
		throws IOException
	{
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		try (Slide opened = SlideOpener.open(slide)) {
			final Scene scene = opened.scenes().get(0);
			int number = 0;
			for (final Map.Entry<String, Region> change : FOLLOWED.entrySet()) {
				final Region region = change.getValue().translate(x, y);
				final ImagePlus crop = IJ.openImage(results.resolve(number++ + ".tif").toString());
				final String what = change.getKey() + " " + crop.getTitle();
				assertEquals(what, region.width() + "x" + region.height(), crop.getWidth() + "x" + crop.getHeight());
				assertEquals(what, scene.channels().size(), crop.getStackSize());
				for (int c = 0; c < crop.getStackSize(); c++) {
					final var read = reader.read(scene, 0, new Plane(c, 0, 0), region);
					if (scene.isRgb())
						assertArrayEquals(what, read.toArgb(), (int[]) crop.getProcessor().getPixels());
					else assertArrayEquals(what, read.block().shorts(), (short[]) crop.getStack().getPixels(c + 1));
				}
			}
		}
	}

	private void assertFollowed(final Path slide, final long x, final long y, final boolean stack) throws Exception {
		final Path results = folder.newFolder().toPath();
		final JavaProgram.Result result = withoutScreen(macro(results, slide, changes(x, y, stack)));
		assertEquals("", result.errors());
		assertEquals(0, result.status());
		assertFollowed(results, slide, x, y);
	}

	private void assertRefused(final Path slide, final long x, final long y) throws Exception {
		for (final String change : REFUSED) {
			final Path results = folder.newFolder().toPath();
			final JavaProgram.Result result = withoutScreen(macro(results, slide, "opened(" + x + ", " + y + ");\n"
				+ change.replace("X", "" + x).replace("Y", "" + y) + "\ncrop('no');"));
			assertEquals(change, 1, result.status());
			assertEquals(change, "coverslip: the image \"" + slide.getFileName() + ", 400 x 320 at (AT), level 0\" "
				+ "does not show the slide as it was read any more, so that it is not known where its regions lie; "
				+ "draw on an image that was not rotated or deformed (line of the macro)\n",
				result.errors().replaceAll("at \\(\\d+, \\d+\\)", "at (AT)").replaceAll("line \\d+", "line"));
			assertEquals(1, results.toFile().list().length);
		}
	}

	@Test
	public void coloursWithoutScreen() throws Exception {
		assertFollowed(slide("colours.tif"), 300, 150, false);
	}

	@Test
	public void coloursOnScreen() throws Exception {
		final Path results = folder.newFolder().toPath();
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			ScreenSession.class, macro(results, slide("colours.tif"), changes(300, 150, false)).toString(), "");
		assertEquals(result.errors(), "", result.output());
		assertFollowed(results, slide("colours.tif"), 300, 150);
	}

	@Test
	public void grey() throws Exception {
		assertFollowed(slide("grey.ome.tif"), 500, 300, false);
	}

	@Test
	public void channels() throws Exception {
		assertFollowed(slide("channels.ome.tif"), 500, 300, true);
	}

	@Test
	public void scanned() throws Exception {
		final Path scanned = RealSlides.path("svs/CMU-1-Small-Region.svs");
		assertFollowed(scanned, 900, 1200, false);
		assertRefused(scanned, 900, 1200);
	}

	@Test
	public void coloursRefused() throws Exception {
		assertRefused(slide("colours.tif"), 300, 150);
	}

	@Test
	public void greyRefused() throws Exception {
		assertRefused(slide("grey.ome.tif"), 500, 300);
	}
}
