package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The menu, and dialogs that list what can be chosen of a slide, in the plain ImageJ. */
public class ResolutionTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void levelsAreChosenByTheirSize() throws Exception {
		final File slide = folder.newFile("slide.tif");
		SampleFile.brightField(slide.toPath());
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			ResolutionSession.class, slide.getPath());
		final String[] said = result.output().replace(slide.getPath(), "SLIDE").split("\n", 2);
		assertTrue(result.errors() + said[0],
			said[0].startsWith("Open Slide...; Open Slide from URL...; Open Overview...; Slide Properties...; -; "));
		assertTrue(said[0], said[0].contains("; Process Folder...; Export > Export Tiles...; -; "));
		assertEquals(result.errors(), """
			folded
			level 0: 1100 x 700, 0.250 \u00b5m/px, 3.1 MB
			level 1: 550 x 350, 0.500 \u00b5m/px, 770 kB
			level 2: 275 x 175, 1.00 \u00b5m/px, 193 kB
			level 3: 138 x 88, 1.99 \u00b5m/px, 49 kB
			pixel size (\u00b5m), typed below
			magnification, typed below
			The slide's file, or its address (https: or s3:).
			550 x 350
			run("Open Slide...", "input=SLIDE scene=0 level=1");
			level 0: 120 x 80, 0.250 \u00b5m/px, 38 kB
			"Pixel size (\u00b5m)" needs a value above 0.
			pixel size (\u00b5m), typed below
			30 x 20
			run("Crop ROI to Image...", "pixelsize=1");
			""", said[1]);
	}
}
