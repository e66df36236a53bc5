package org.coverslip.app;

import static org.junit.Assert.assertEquals;

import java.io.File;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Where SciJava has dialogs of its own, as in Fiji, ours ask for our commands, and for no others. */
public class OtherHarvesterTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void ourCommandsHaveOurDialogs() throws Exception {
		final File slide = folder.newFile("slide.tif");
		SampleFile.brightField(slide.toPath());
		final File written = folder.newFolder("written");
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			OtherHarvesterSession.class, slide.getPath(), written.getPath());
		assertEquals(result.errors(), """
			the other harvester: [input, output]
			canceled
			the other harvester: [word]
			the other command: other
			ended
			Convert Slide, folded
			the other harvester: []
			WRITTEN/broken.svs is not a slide
			no line of more than 100 characters
			true jpeg
			WRITTEN/there.tif
			is there already.
			ended
			replaced
			canceled
			not asked for what is given
			the other harvester: []
			ended
			written
			the other harvester: [input, output]
			canceled
			""", result.output().replace(written.getPath(), "WRITTEN"));
	}
}
