package org.coverslip.compatibility;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeFalse;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.coverslip.testing.ExternalProgram;
import org.coverslip.testing.ExternalProgram.Result;
import org.junit.Test;

/**
 * Files of other programs are read as those programs mean them, and other programs read what Coverslip writes: the part
 * of {@code scripts/compatibility.sh} that needs nothing but Debian's packages and the tests' class path.
 */
public class CompatibilityTest {

	private static final int ABSENT = 3;
	private static final Duration TIMEOUT = Duration.ofMinutes(15);

	@Test
	public void filesOfOtherProgramsAreReadRight() throws IOException {
		check("read");
	}

	@Test
	public void otherProgramsReadWhatIsWritten() throws IOException {
		check("written");
	}

	private static void check(final String part) throws IOException {
		final Path script = Path.of("scripts", "compatibility.sh").toAbsolutePath();
		assumeTrue("skipped: no /usr/bin/python3 here", Files.isExecutable(Path.of("/usr/bin/python3")));
		final String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		final Result result = ExternalProgram.run(List.of("bash", script.toString(), "--part", part),
			Map.of("COVERSLIP_CLASSPATH", classpath), "", TIMEOUT);
		assumeFalse(result.text().strip(), result.status() == ABSENT);
		assertEquals(result.text() + result.errors(), 0, result.status());
	}
}
