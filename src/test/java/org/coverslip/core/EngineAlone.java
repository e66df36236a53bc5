package org.coverslip.core;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.SampleFile;
import org.coverslip.testing.ExternalProgram;

/** A program of somebody who has the engine alone, compiled and run with nothing else. */
final class EngineAlone {

	private static final Path PROGRAM = Path.of("src/test/resources/org/coverslip/core/UsesEngine.java");

	private EngineAlone() {}

	/**
	 * Opens, reads, converts and serves a slide, and compares what that gives with what it gives here.
	 *
	 * @param folder
	 *            empty; the program writes into it
	 */
	static void check(final CoreJar core, final Path folder) throws IOException {
		final Path slide = SampleFile.brightField(folder.resolve("slide.tif"));
		final ExternalProgram.Result result = ExternalProgram.run(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", core.classPath(),
				PROGRAM.toString(), slide.toString(), folder.toString()),
			Map.of(), "", Duration.ofMinutes(2));
		assertEquals(result.errors(), 0, result.status());
		assertEquals("", result.errors());
		try (SlideReader opened = Slides.open(slide); SlideReader region = Slides.open(folder.resolve("region.tif"))) {
			final int[] argb = opened.argb(200, 100, 512, 400);
			assertEquals(List.of("region " + Arrays.hashCode(argb), "views 275 x 175", "page 200", "tile JPEG"),
				result.text().lines().toList());
			assertTrue("the page's viewer", Files.size(folder.resolve("deep_files/viewer/openseadragon.min.js")) > 0);
			assertTrue("written otherwise", Arrays.equals(argb, region.argb(0, 0, 512, 400)));
		}
	}
}
