package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.coverslip.command.SampleFile;
import org.coverslip.testing.JavaProgram;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The same export gives the same bytes, on one processor or on sixteen, if the time that is written is given. */
public class ReproducibleTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void anyNumberOfProcessors() throws Exception {
		final Path slide = folder.getRoot().toPath().resolve("slide.tif");
		SampleFile.brightField(slide);
		final Map<String, String> alone = written(slide, 1);
		assertTrue(alone.size() + " files", alone.size() > 200);
		assertEquals(alone, written(slide, 16));
	}

	/** What is in each file, by its name. */
	private Map<String, String> written(final Path slide, final int processors) throws Exception {
		final Path home = folder.newFolder().toPath();
		final Path results = home.resolve("results");
		final JavaProgram.Result result = JavaProgram.run(home,
			Map.of("SOURCE_DATE_EPOCH", "1234567890", "TZ", processors == 1 ? "UTC" : "Asia/Tokyo",
				"JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:ActiveProcessorCount=" + processors),
			ReproducibleSession.class, slide.toString(), results.toString());
		assertEquals(result.errors(), 0, result.status());
		final Map<String, String> files = new TreeMap<>();
		try (Stream<Path> all = Files.walk(results)) {
			for (final Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator)
				files.put(results.relativize(file).toString(), hash(file));
		}
		return files;
	}

	private static String hash(final Path file) throws IOException {
		return Files.size(file) + " bytes, " + Arrays.hashCode(Files.readAllBytes(file));
	}

	@Test
	public void theTimeThatIsGivenIsWritten() throws Exception {
		final Path slide = folder.getRoot().toPath().resolve("slide.tif");
		SampleFile.brightField(slide);
		final Path home = folder.newFolder().toPath();
		final Path target = home.resolve("a.tif");
		final JavaProgram.Result result = JavaProgram.run(home, Map.of("SOURCE_DATE_EPOCH", "1234567890"),
			Coverslip.class, "convert", slide.toString(), target.toString());
		assertEquals(result.errors(), 0, result.status());
		assertTrue(Files.readString(target, StandardCharsets.ISO_8859_1).contains("2009:02:13 23:31:30"));
	}
}
