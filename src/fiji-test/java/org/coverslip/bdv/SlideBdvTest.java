package org.coverslip.bdv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ImageProcessor;

/** Windows on a screen that Xvfb makes up. */
public class SlideBdvTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void closedWindowsLeaveNothing() throws Exception {
		final Path slide = SampleFile.brightField(folder.newFile("slide.tif").toPath());
		final JavaProgram.Result result =
			JavaProgram.run(folder.newFolder().toPath(), screen.environment(), WindowSession.class,
			slide.toString(), "50");
		// BigDataViewer itself tells of settings files that it does not find
		assertEquals(result.errors(), "threads 0, handles 0, slides 0",
			result.output().lines().reduce("", (first, last) -> last));
		assertFalse(result.errors(), result.errors().contains("Exception"));
	}

	@Test
	public void boxesAreDrawnInTheWindow() throws Exception {
		final Path slide = SampleFile.brightField(folder.newFile("slide.tif").toPath());
		final JavaProgram.Result result =
			JavaProgram.run(folder.newFolder().toPath(), screen.environment(), BoxSession.class, slide.toString());
		final List<String> told = result.output().lines().filter(line -> !line.contains("not found")).toList();
		assertEquals(result.errors(), 4, told.size());
		// 275 µm and a gap of 5 % of the height of 175 µm
		assertEquals("beside 283.75 to 558.75, selected 0, region 100 x 40 at (0, 0)", told.get(0));
		// the middle half of the view of a slide of 1100 x 700 pixels, which fits the view's width
		assertTrue(told.get(1), told.get(1).matches("box 55[0-9] x \\d+ at \\(27[0-9], \\d+\\)"));
		assertEquals(List.of("canceled true", "closed true"), told.subList(2, 4));
	}

	/** Two channels that hold 100 to 4180 and five focal planes 1.5 \u00b5m apart, the third one in focus. */
	private Path stack() throws Exception {
		final ImagePlus image = IJ.createHyperStack("stack", 400, 300, 2, 5, 1, 16);
		for (int i = 1; i <= image.getStackSize(); i++) {
			final ImageProcessor plane = image.getStack().getProcessor(i);
			for (int y = 0; y < 300; y++)
				for (int x = 0; x < 400; x++)
					plane.set(x, y, 100 + x * 4080 / 399);
			image.getStack().setSliceLabel(i % 2 == 1 ? "DAPI" : "FITC", i);
		}
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().pixelDepth = 1.5;
		final File file = folder.newFile("stack.tif");
		new FileSaver(image).saveAsTiffStack(file.getPath());
		return file.toPath();
	}

	private List<String> told(final Class<?> session, final String... args) throws Exception {
		final JavaProgram.Result result =
			JavaProgram.run(folder.newFolder().toPath(), screen.environment(), session, args);
		assertFalse(result.errors(), result.errors().contains("Exception"));
		return result.output().lines().filter(line -> !line.contains("not found")).toList();
	}

	@Test
	public void theWheelZoomsKeysAndSliderStepThroughPlanesAndTheDialogShowsTheRange() throws Exception {
		final String picture = System.getProperty("coverslip.stackPicture");
		assertEquals(
			List.of("slider 2 of 4", "wheel zooms true, z 0.00", "period 1.50, slider 3", "page up 3.00, slider 4",
			"comma 1.50, slider 3", "shift wheel 0.00, slider 2", "slider down -3.00", "no plane below -3.00",
			"drawn 100 to 4180", "dialog 100 to 4180", "edited 100 to 1500", "followed 50 to 9000"),
			picture == null ? told(StackSession.class, stack().toString())
			: told(StackSession.class, stack().toString(), picture));
	}

	@Test
	public void scenesLieInRowsAndNamesAreLegibleOnWhite() throws Exception {
		assertEquals(
			List.of("0, 0 to 200, 200", "0, 207 to 100, 307", "107, 207 to 207, 307", "0, 313 to 100, 413",
			"image 0 \u2013 white", "slide true, ground true, name true",
			"0, 0 to 100, 100", "105, 0 to 205, 100", "210, 0 to 310, 100", "315, 0 to 415, 100",
			"0, 105 to 100, 205", "105, 105 to 205, 205", "210, 105 to 310, 205", "315, 105 to 415, 205",
			"0, 210 to 100, 310",
			"431, 0 to 531, 100", "546, 0 to 646, 100", "662, 0 to 762, 100", "777, 0 to 877, 100"),
			told(RowsSession.class));
	}

	@Test
	public void annotationsLieOnTheSlideAtEachMagnification() throws Exception {
		final String picture = System.getProperty("coverslip.overlayPicture");
		final String same = "outline true, hole's outline true, in the hole false, outside false";
		assertEquals(List.of(same, same), picture == null ? told(OverlaySession.class, stack().toString())
			: told(OverlaySession.class, stack().toString(), picture));
	}

	@Test
	public void aFunctionIsComputedWhereOneLooks() throws Exception {
		final Path slide = SampleFile.brightField(folder.newFile("slide.tif").toPath());
		assertEquals(List.of("near 150 of 150", "far 0", "sources 2, of the scene true"),
			told(PreviewSession.class, slide.toString()));
	}
}
