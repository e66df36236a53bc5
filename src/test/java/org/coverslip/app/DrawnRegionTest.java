package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Commands that take their slide from the active image and their region from what is drawn. */
public class DrawnRegionTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	private File slide;

	@Before
	public void write() throws IOException {
		slide = folder.newFile("a slide.tif");
		SampleFile.brightField(slide.toPath());
	}

	private File file(final String name) {
		return new File(folder.getRoot(), name);
	}

	private JavaProgram.Result run(final String... lines) throws IOException, InterruptedException {
		final File macro = file("macro.ijm");
		Files.writeString(macro.toPath(), String.join("\n", lines)
			.replace("FOLDER", folder.getRoot().getPath().replace("\\", "/")));
		return JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class, "imagej", "--headless", "--run",
			macro.getPath());
	}

	private void assertShows(final Region region0, final String name) throws IOException {
		try (Slide all = SlideOpener.open(slide.toPath()); Slide part = SlideOpener.open(file(name).toPath())) {
			final Scene scene = part.scenes().get(0);
			assertEquals(name, region0.width() + " x " + region0.height(), scene.width() + " x " + scene.height());
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			assertEquals(name, reader.read(all.scenes().get(0), 0, Plane.FIRST, region0),
				reader.read(scene, 0, Plane.FIRST, scene.level(0).region()));
		}
	}

	@Test
	public void macros() throws Exception {
		final JavaProgram.Result result = run( //
			"run('Open Overview...', 'input=[FOLDER/a slide.tif] size=275');", // a quarter
			"makeRectangle(50, 25, 60, 40);", //
			"run('Convert Slide...', 'output=[FOLDER/drawn.tif]');", //
			"run('Convert Slide...', 'input=[FOLDER/a slide.tif] output=[FOLDER/all.tif]');", //
			"run('Convert Slide...', 'input=[FOLDER/a slide.tif] region=roi output=[FOLDER/roi.tif]');", //
			"run('Convert Slide...', 'output=[FOLDER/given.tif] region=10,20,30,40');", //
			"run('Export Tiles...', 'output=[FOLDER/tiles] width=64 height=64');", //
			"run('Export Deep Zoom...', 'output=[FOLDER/zoom] region=ROI');", //
			"makeOval(10, 20, 30, 40);", //
			"roiManager('add');", //
			"roiManager('select', 0);", //
			"roiManager('rename', 'the left one');", //
			"makeRectangle(50, 25, 60, 40);", //
			"run('Convert Slide...', 'output=[FOLDER/named.tif] region=[the left one]');", //
			"run('Slide Properties...', 'associated=false');", //
			"run('Tissue Mask...', 'maskDownsample=4 region=roi');", //
			"print('mask ' + getWidth() + ' x ' + getHeight() + ' ' + substring(getMetadata('Info'), 0, 7));", //
			"run('Convert Slide...', 'output=[FOLDER/never.tif] region=[the right one]');");
		assertEquals("coverslip: there is no region \"the right one\" in the ROI Manager (line 18 of the macro)\n",
			result.errors());
		final Region drawn = new Region(200, 100, 240, 160);
		assertShows(drawn, "drawn.tif");
		assertShows(drawn, "roi.tif");
		assertShows(Region.ofSize(SampleFile.WIDTH, SampleFile.HEIGHT), "all.tif");
		assertShows(new Region(10, 20, 30, 40), "given.tif");
		assertShows(new Region(40, 80, 120, 160), "named.tif");
		assertTrue(result.output(), result.output().contains("12 of 12 tiles kept, in 4 columns and 3 rows"));
		assertTrue(result.output(), result.output().contains("associated image label"));
		assertTrue(result.output(), result.output().contains("mask 60 x 40 Slide: "));
		assertTrue(Files.readString(file("zoom.dzi").toPath()).contains("Width=\"240\""));
	}

	/** A region is not taken from one slide to another in silence. */
	@Test
	public void anotherSlide() throws Exception {
		SampleFile.brightField(file("b.tif").toPath());
		final JavaProgram.Result result = run( //
			"run('Open Overview...', 'input=[FOLDER/a slide.tif] size=275');", //
			"makeRectangle(50, 25, 60, 40);", //
			"run('Convert Slide...', 'input=[FOLDER/b.tif] output=[FOLDER/out.tif] region=roi');");
		assertEquals("coverslip: the region roi is drawn on " + slide + ", not on " + file("b.tif")
			+ " (line 3 of the macro)\n", result.errors());
		assertEquals(1, result.status());
	}

	@Test
	public void theCommandLineHasNoRegions() {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final int status =
			new Coverslip(System.out, new PrintStream(err, true, StandardCharsets.UTF_8)).run("convert",
			slide.getPath(), file("out.tif").getPath(), "--region", "roi");
		assertEquals("coverslip: \"region=roi\" is not x,y,width,height in whole level-0 pixels, and only ImageJ knows "
			+ "what is drawn there\n", err.toString(StandardCharsets.UTF_8));
		assertEquals(Coverslip.FAILED, status);
	}

	/** The dialog has what is drawn when it opens; what is recorded has numbers for names. */
	@Test
	public void dialogs() throws Exception {
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			DrawnRegionSession.class, slide.getPath(), file("out.tif").getPath());
		assertEquals(result.errors(),
			"dialog: [" + slide + ", , 0, 200,100,240,160]\n" //
				+ "refused: there is no region \"nothing\" in the ROI Manager\n" //
				+ "recorded: input=[" + slide + "] output=" + file("out.tif")
				+ " scene=0 region=200,100,240,160 to=auto compression=lzw\n", //
			result.output());
		assertShows(new Region(200, 100, 240, 160), "out.tif");
	}
}
