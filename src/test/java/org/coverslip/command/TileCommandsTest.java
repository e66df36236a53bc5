package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

import org.coverslip.geom.Region;
import org.coverslip.imagej.SlideRoi;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.display.DisplayService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

import ij.ImagePlus;
import ij.gui.Roi;

/** Export Tiles and Tissue Mask in a SciJava context, without a screen. */
public class TileCommandsTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	private static final Context CONTEXT = new Context();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide().toPath());
		CONTEXT.service(LogService.class).setLevel(LogLevel.NONE); // failures are part of the tests
	}

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	private static File slide() {
		return new File(SLIDES.getRoot(), "slide.tif");
	}

	private static CommandModule run(final Class<? extends SlideCommand> command, final Object... inputs)
		throws Exception {
		return CommandRuns.run(CONTEXT, command, inputs);
	}

	@Test
	public void onlyReportsPopUp() throws Exception {
		final DisplayService displays = CONTEXT.service(DisplayService.class);
		final int before = displays.getDisplays().size();
		final Object said = run(ExportTilesCommand.class, "input", slide(), "output", folder.newFolder())
			.getOutput("result");
		assertTrue(String.valueOf(said), String.valueOf(said).contains("tiles kept"));
		assertEquals("windows after tiles", before, displays.getDisplays().size());
		run(InspectTiffCommand.class, "input", slide());
		assertEquals("windows after a report", before + 1, displays.getDisplays().size());
	}

	@Test
	public void exportTiles() throws Exception {
		final File tiles = new File(folder.getRoot(), "deep/tiles");
		final CommandModule module =
			run(ExportTilesCommand.class, "input", slide(), "output", tiles, "width", 100, "height", 80,
			"overlap", 20, "pixelSize", 0.5, "region", "0,0,400,300", "format", "jpg", "edge", "pad", "name",
			"x{col}y{row}");
		assertEquals(null, module.getCancelReason());
		assertEquals("9 of 9 tiles kept, in 3 columns and 3 rows", module.getOutput("result"));
		assertTrue(new File(tiles, "x2y2.jpg").isFile());
		assertTrue(new File(tiles, "overview.png").isFile());
	}

	/** What was called mpp once is pixelSize. */
	@Test
	public void scriptsOfOnceGoOn() throws Exception {
		final File tiles = new File(folder.getRoot(), "tiles");
		final CommandModule module = run(ExportTilesCommand.class, "input", slide(), "output", tiles, "width", 100,
			"height", 100, "mpp", 0.5, "region", "0,0,400,200");
		assertEquals(null, module.getCancelReason());
		assertEquals("2 of 2 tiles kept, in 2 columns and 1 rows", module.getOutput("result"));
	}

	@Test
	public void exportTilesWithTissue() throws Exception {
		final File tiles = new File(folder.getRoot(), "tiles");
		final CommandModule module =
			run(ExportTilesCommand.class, "input", slide(), "output", tiles, "width", 100, "height", 100,
			"leaveOut", "withoutTissue", "minTissue", 0.5, "maskDownsample", 4.0, "speck", 50, "hole", 50);
		assertEquals(null, module.getCancelReason());
		final int kept = Integer.parseInt(module.getOutput("result").toString().split(" ")[0]);
		assertTrue("kept " + kept, kept > 10 && kept < 70);
		assertEquals(kept + 1, Files.readAllLines(tiles.toPath().resolve("tiles.csv")).size());
		final String again = run(ExportTilesCommand.class, "input", slide(), "output", tiles, "width", 200, "height",
			100).getCancelReason();
		assertEquals("the folder " + tiles
			+ " holds tiles made with width=100, not 200; take the same options to go on, or another folder",
			again);
		assertNotNull(run(ExportTilesCommand.class, "input", slide(), "output", slide()).getCancelReason());
	}

	@Test
	public void tissueMaskKnowsItsPlace() throws Exception {
		final CommandModule module = run(TissueMaskCommand.class, "input", slide(), "maskDownsample", 4.0);
		assertEquals(null, module.getCancelReason());
		final ImagePlus mask = (ImagePlus) module.getOutput("image");
		assertEquals(275, mask.getWidth());
		assertEquals(175, mask.getHeight());
		assertEquals(1, mask.getCalibration().pixelWidth, 1e-3);
		assertTrue(mask.getProcessor().isBinary());
		assertFalse(mask.isInvertedLut());
		final Roi roi = mask.getRoi();
		int set = 0;
		for (int y = 0; y < 175; y++)
			for (int x = 0; x < 275; x++) {
				final boolean tissue = mask.getProcessor().get(x, y) == 255;
				assertEquals(x + ", " + y, tissue, roi.contains(x, y));
				if (tissue) set++;
			}
		assertTrue("tissue pixels: " + set, set > 7000 && set < 41000);
		final Region region0 = SlideRoi.on(mask).region0(roi);
		assertTrue(region0.toString(), Region.ofSize(1100, 700).contains(region0));
		assertEquals(4 * roi.getBounds().width, region0.width());
	}

	@Test
	public void aCropUnderTheMasksOutline() throws Exception {
		final ImagePlus mask = (ImagePlus) run(TissueMaskCommand.class, "input", slide(), "maskDownsample", 4.0)
			.getOutput("image");
		final ImagePlus crop = (ImagePlus) run(CropToImageCommand.class, "image", mask).getOutput("crop");
		assertEquals(4 * mask.getRoi().getBounds().width, crop.getWidth());
	}

	@Test
	public void nothingFoundHasNoOutline() throws Exception {
		final ImagePlus mask = (ImagePlus) run(TissueMaskCommand.class, "input", slide(), "speck", 1000000)
			.getOutput("image");
		assertEquals(null, mask.getRoi());
		assertNotNull(run(TissueMaskCommand.class, "input", slide(), "maskDownsample", 0.0).getCancelReason());
	}
}
