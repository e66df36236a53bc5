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

/** Dialogs, recording and replay in the plain ImageJ, before a screen that Xvfb makes up. */
public class RecorderTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void whatIsRecordedCanBeReplayed() throws Exception {
		final File slide = folder.newFile("a slide.tif");
		SampleFile.brightField(slide.toPath());
		final File output = new File(folder.getRoot(), "out.tif");
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			RecorderSession.class, slide.getPath(), output.getPath());
		assertTrue(result.output() + result.errors(),
			result.output().startsWith("run(\"Convert Slide...\", \"input=[" + slide + "] output="
			+ output
			+ " scene=0 to=auto uids=random compression=deflate quality=75 tilesize=128 dialect=universal "
			+ "levels=auto associated=all "
			+ "align=false zarr=auto chunk=512 per=slide masked=false bioformats=false overwrite=false\");"));
		assertTrue(result.output() + result.errors(), result.output().endsWith("\nreplayed\n"));
		assertEquals(0, result.status());
	}
}
