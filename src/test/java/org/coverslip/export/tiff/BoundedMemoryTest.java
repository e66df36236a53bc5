package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Exports of any size run in 256 MB: in a virtual machine of their own. */
public class BoundedMemoryTest {

	private static final int SECONDS = 300;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void slideOf40000x40000AndACropOfIt() throws Exception {
		run("crop");
	}

	@Test
	public void canvasOf100000x80000() throws Exception {
		run("canvas");
	}

	private void run(final String what) throws IOException, InterruptedException {
		final Path output = folder.newFile("output.txt").toPath();
		final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		final Process process =
			new ProcessBuilder(List.of(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"),
			GiantExport.class.getName(), what, folder.getRoot().getPath())).redirectErrorStream(true)
			.redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS))
				throw new AssertionError(what + " takes longer than " + SECONDS + " s");
			assertEquals(new String(Files.readAllBytes(output), StandardCharsets.UTF_8), 0, process.exitValue());
		}
		finally {
			process.destroyForcibly();
		}
	}
}
