package org.coverslip.app;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.util.stream.Collectors;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What dialogs in the plain ImageJ ask before they replace a file, and after something went wrong. */
public class AskingTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void nothingIsReplacedUnasked() throws Exception {
		final File slide = folder.newFile("slide.tif");
		SampleFile.brightField(slide.toPath());
		final File written = folder.newFolder("written");
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			AskingSession.class, slide.getPath(), written.getPath());
		assertEquals(result.errors(), """
			WRITTEN/there.tif
			is there already.
			still precious
			same values
			run("Convert Slide...", "input=SLIDE output=WRITTEN/there overwrite=true");
			replaced
			same folder
			the name WRITTEN/wrong.png should end in .tif, .tiff, .svs, .btf, .tf8, .ome.zarr or .zarr
			run("Convert Slide...", "input=SLIDE output=WRITTEN/right overwrite=false");
			written
			WRITTEN/broken.svs is not a slide that Coverslip knows
			true jpeg
			run("Convert Slide...", "input=SLIDE output=WRITTEN/never.tif overwrite=false");
			recorded:\s
			Canceled.
			no progress
			not written
			""", result.output().lines().map(line -> line.replace(slide.getPath(), "SLIDE")
			.replace(written.getPath(), "WRITTEN").replaceAll(" scene=0 .* overwrite", " overwrite")
			.replaceFirst("(?<=Coverslip knows): .*", ""))
			.collect(Collectors.joining("\n", "", "\n")));
	}
}
