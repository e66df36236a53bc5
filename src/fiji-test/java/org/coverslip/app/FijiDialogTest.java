package org.coverslip.app;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The dialogs of Coverslip's commands in Fiji, which are those of the plain ImageJ. */
public class FijiDialogTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void theDialogAsksUntilTheWorkIsDone() throws Exception {
		final File slide = folder.newFile("slide.tif");
		SampleFile.brightField(slide.toPath());
		final File written = folder.newFolder("written");
		final Map<String, String> environment = new HashMap<>(screen.environment());
		environment.put("JDK_JAVA_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED"); // as Fiji's launcher does
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), environment,
			FijiDialogSession.class, Stream.of(slide.getPath(), written.getPath(),
				System.getProperty("coverslip.dialogPicture")).filter(argument -> argument != null)
				.toArray(String[]::new));
		assertEquals(result.errors(), """
			Convert Slide, folded
			WRITTEN/there.tif
			WRITTEN/broken.svs is not a slide
			same values
			WRITTEN/there.tif
			run("Convert Slide...", "input=SLIDE output=WRITTEN/there.tif overwrite=true");
			replaced
			""", result.output().lines().map(line -> line.replace(slide.getPath(), "SLIDE")
			.replace(written.getPath(), "WRITTEN").replaceAll(" that Coverslip.*", "")
			.replaceAll(" scene=0 .* overwrite=true [^\"]*", " overwrite=true"))
			.collect(Collectors.joining("\n", "", "\n")));
	}
}
