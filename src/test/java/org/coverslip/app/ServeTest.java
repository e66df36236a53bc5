package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.coverslip.command.SampleFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code coverslip serve} in a virtual machine of its own, until it is told to end. */
public class ServeTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Process serve(final String... arguments) throws IOException {
		final List<String> command =
			new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Djava.io.tmpdir=" + folder.newFolder("tmp"), "-cp",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
			Coverslip.class.getName(), "serve"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(new File(folder.getRoot(), "errors")).start();
	}

	@Test
	public void itServesUntilItIsEnded() throws Exception {
		final Path slide = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		final Process process = serve(slide.toString());
		try (BufferedReader out =
			new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			final String page = out.readLine();
			assertTrue(page, page.matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{48}/slide/[0-9a-f]{20}"));
			final String region =
				page.replace("/slide/", "/api/slides/") + "/scenes/0/region?format=png&x=0&y=0&width=50&height=50";
			final HttpURLConnection made = (HttpURLConnection) URI.create(region).toURL().openConnection();
			assertTrue(new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("\"file\""));
			assertEquals(1,
				new File(folder.getRoot(), "tmp").list((dir, name) -> name.startsWith("coverslip-web-")).length);
			process.destroy(); // as Ctrl-C: the program may clean up
			assertTrue("it did not end", process.waitFor(20, TimeUnit.SECONDS));
			assertEquals("temporary files", 0,
				new File(folder.getRoot(), "tmp").list((dir, name) -> name.startsWith("coverslip-web-")).length);
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	public void whatIsMissingIsSaid() throws Exception {
		final Process process = serve("nowhere.svs");
		assertTrue(process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(1, process.exitValue());
		assertEquals("coverslip: nowhere.svs does not exist",
			Files.readString(folder.getRoot().toPath().resolve("errors")).strip());
	}
}
