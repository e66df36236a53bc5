package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The commands of ImageJ's menus do the same without a screen as before one, which Xvfb makes up. */
public class ScreenlessCommandsTest {

	private static final String MACRO = new File("src/test/resources/org/coverslip/app/commands.ijm").getAbsolutePath();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void commandsDoTheSameAsBeforeAScreen() throws Exception {
		final Path before = folder.newFolder().toPath();
		final Path without = folder.newFolder().toPath();
		final CompletableFuture<JavaProgram.Result> session =
			CompletableFuture.supplyAsync(() -> runBeforeScreen(before));
		final JavaProgram.Result result =
			JavaProgram.run(folder.newFolder().toPath(), screen.environment(), Coverslip.class, "imagej",
			"--headless", "--run", MACRO, without.toString());
		assertEquals("", result.errors());
		assertEquals(0, result.status());
		assertEquals(session.get().output() + session.get().errors(), 0, session.get().status());
		final List<String> states = Files.readAllLines(without.resolve("states.txt"));
		assertTrue("only " + states.size() + " commands", states.size() > 150);
		assertEquals(String.join("\n", Files.readAllLines(before.resolve("states.txt"))), String.join("\n", states));
	}

	private JavaProgram.Result runBeforeScreen(final Path results) {
		try {
			return JavaProgram.run(folder.newFolder().toPath(), screen.environment(), ScreenSession.class, MACRO,
				results.toString());
		}
		catch (final IOException | InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
