package org.coverslip.bdv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

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
}
