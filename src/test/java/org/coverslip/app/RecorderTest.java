package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;
import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.coverslip.command.SampleFile;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Dialogs, recording and replay in the plain ImageJ, before a screen that Xvfb makes up. */
public class RecorderTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Process screen;
	private String display;

	@Before
	public void startScreen() throws IOException {
		try {
			screen = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		}
		catch (final IOException e) {
			assumeNoException("skipped: Xvfb is not installed, so that there is no screen for dialogs", e);
		}
		final BufferedReader reader = new BufferedReader(new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII));
		display = reader.readLine();
		assumeTrue("skipped: Xvfb does not start, so that there is no screen for dialogs", display != null);
	}

	@After
	public void stopScreen() {
		if (screen != null) screen.destroyForcibly();
	}

	@Test
	public void whatIsRecordedCanBeReplayed() throws Exception {
		final File slide = folder.newFile("a slide.tif");
		SampleFile.brightField(slide.toPath());
		final File output = new File(folder.getRoot(), "out.tif");
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of("DISPLAY", ":" + display),
			RecorderSession.class, slide.getPath(), output.getPath());
		assertTrue(result.output() + result.errors(), result.output().startsWith("run(\"Convert Slide...\", \"input=[" + slide + "] output="
			+ output + " scene=0 compression=deflate quality=75 tilesize=128 dialect=universal align=false\");"));
		assertTrue(result.output() + result.errors(), result.output().endsWith("\nreplayed\n"));
		assertEquals(0, result.status());
	}
}
