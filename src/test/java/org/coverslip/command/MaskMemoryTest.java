package org.coverslip.command;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Masks of many polygons are made and traced in little memory. A quarter of the size that is promised for 256 MB, in a
 * third of that memory; {@code -Dcoverslip.large=true} does all.
 */
public class MaskMemoryTest {

	private static final int SECONDS = 300;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void manyPolygonsOnALargeSlide() throws Exception {
		final boolean large = Boolean.getBoolean("coverslip.large");
		final Path output = folder.newFile("output.txt").toPath();
		final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		final List<String> size =
			large ? List.of("100000", "24576", "20480") : List.of("25000", "12288", "10240");
		final Process process = new ProcessBuilder(List.of(java, large ? "-Xmx256m" : "-Xmx88m", "-cp",
			System.getProperty("java.class.path"), ManyAnnotations.class.getName(), folder.getRoot().getPath(),
			size.get(0), size.get(1), size.get(2))).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS))
				throw new AssertionError("it takes longer than " + SECONDS + " s");
			assertEquals(Files.readString(output), 0, process.exitValue());
		}
		finally {
			process.destroyForcibly();
		}
	}
}
