package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.coverslip.command.DemonstrationCommand;
import org.coverslip.slide.ProgressListener;
import org.coverslip.testing.JavaProgram;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.Prefs;
import ij.io.FileSaver;

/**
 * What README and user guide show of a session at the command line is what a reader gets who types it: each command
 * after a {@code $} is run, and prints the lines below it, where {@code ...} stands for any.
 */
public class TourTest {

	private static final Pattern BLOCK = Pattern.compile("^```\n(\\$ .*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
	private static final Pattern MACRO = Pattern.compile("--run tour.ijm`\n\n```java\n(.*?)```\n\n```\n(.*?)```",
		Pattern.DOTALL);

	@Rule
	public final TemporaryFolder temporary = new TemporaryFolder();

	private Path folder;

	@Before
	public void drawTheSampleSlide() throws IOException {
		folder = temporary.newFolder().toPath();
		DemonstrationCommand.of(null, folder.toFile()).execute(ProgressListener.NONE);
	}

	@Test
	public void theReadmeShowsWhatIsPrinted() throws Exception {
		final List<Shown> session = sessions(Path.of("README.md"));
		assertTrue("only " + session, session.size() >= 6);
		for (final Shown shown : session) shown.check(folder);
	}

	@Test
	public void theReadmesMacroPrintsWhatIsShown() throws Exception {
		final Matcher macro = MACRO.matcher(Files.readString(Path.of("README.md")));
		assertTrue("no macro and its output in README.md", macro.find());
		Files.writeString(folder.resolve("tour.ijm"), macro.group(1));
		new Shown("coverslip imagej --headless --run tour.ijm", macro.group(2).lines().toList()).check(folder);
	}

	@Test
	public void theGuideShowsWhatIsPrinted() throws Exception {
		Prefs.intelByteOrder = false; // as ImageJ begins
		assertTrue(new FileSaver(IJ.createImage("kidney", "RGB black", 1493, 901, 1))
			.saveAsTiff(folder.resolve("kidney.tif").toString()));
		final List<Shown> session = sessions(Path.of("docs/user-guide.md"));
		assertTrue("nothing is shown", !session.isEmpty());
		for (final Shown shown : session) shown.check(folder);
	}

	/** All commands that a page shows with what they print, but the server, which would not end. */
	private static List<Shown> sessions(final Path page) throws IOException {
		final List<Shown> all = new ArrayList<>();
		final Matcher blocks = BLOCK.matcher(Files.readString(page));
		while (blocks.find()) {
			String command = null;
			List<String> lines = new ArrayList<>();
			for (final String line : (blocks.group(1) + "\n$ end").lines().toList()) {
				if (!line.startsWith("$ ")) {
					lines.add(line);
					continue;
				}
				if (command != null) all.add(new Shown(command, lines));
				command = line.substring(2).replaceFirst("\\s+#.*", "");
				lines = new ArrayList<>();
			}
		}
		all.removeIf(shown -> !shown.command.startsWith("coverslip ") || shown.command.startsWith("coverslip serve "));
		return all;
	}

	private record Shown(String command, List<String> lines) {

		private void check(final Path folder) throws Exception {
			final String[] args = command.substring("coverslip ".length()).split(" ");
			final JavaProgram.Result result =
				JavaProgram.run(Files.createTempDirectory(folder, "home"), folder, Map.of(), Coverslip.class, args);
			assertEquals(command, "", result.errors());
			assertEquals(command, 0, result.status());
			final String wanted = String.join("\n", lines).strip().lines()
				.map(line -> "...".equals(line) ? "(.*\n)*?" : Pattern.quote(line) + "\n")
				.collect(Collectors.joining());
			assertTrue("$ " + command + "\nprints\n" + result.output() + "and not\n" + String.join("\n", lines),
				Pattern.matches(wanted, result.output().isBlank() ? "" : result.output().strip() + "\n"));
		}
	}
}
