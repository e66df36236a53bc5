package org.coverslip.app;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.util.List;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Chromium;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From the browser to a window of the ImageJ in which the server runs. */
public class OpenInImageJTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void theRegionIsAWindowOfImageJ() throws Exception {
		Chromium.assumeInstalled();
		final File slide = folder.newFile("a slide.tif");
		SampleFile.brightField(slide.toPath());
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			BrowserSession.class, slide.getPath(), folder.newFolder().getPath());
		final int pixel;
		try (Slide opened = SlideOpener.open(slide.toPath())) {
			pixel = new RegionReader(TileCache.ofBytes(0))
				.read(opened.scenes().get(0), 0, Plane.FIRST, new Region(60, 40, 1, 1)).toArgb()[0];
		}
		assertEquals(result.errors(),
			List.of("a slide.tif, 200 x 100 at (50, 20), level 0", "200 x 100",
				String.format("%06x", pixel & 0xffffff)),
			result.output().lines().toList());
		assertEquals(0, result.status());
	}
}
