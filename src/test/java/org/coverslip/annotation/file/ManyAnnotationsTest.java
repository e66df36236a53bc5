package org.coverslip.annotation.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.testing.JavaProgram;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** 200,000 annotations are 40 MB of points alone; a heap of 48 MB writes and reads them. */
public class ManyAnnotationsTest {

	private static final int COUNT = 200_000;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private void assertFits(final String word) throws IOException, InterruptedException {
		final Path home = folder.newFolder().toPath();
		final JavaProgram.Result result = JavaProgram.run(home, Map.of("JDK_JAVA_OPTIONS", "-Xmx48m"),
			ManyAnnotations.class, word, home.resolve("many").toString(), "" + COUNT);
		assertEquals(word + ": " + result.errors(), 0, result.status());
		final Matcher said = Pattern.compile(COUNT + " read, " + COUNT / 10 + " with holes, mean area (\\d+) \\[\\]")
			.matcher(result.output().strip());
		assertTrue(result.output(), said.matches());
		// A regular polygon of 12 corners has 3 r^2; each tenth is without a quarter of that. HALO rounds.
		assertEquals(word, 3 * 3600 - 270, Integer.parseInt(said.group(1)), word.equals("halo") ? 50 : 1);
	}

	@Test
	public void asap() throws IOException, InterruptedException {
		assertFits("asap");
	}

	@Test
	public void halo() throws IOException, InterruptedException {
		assertFits("halo");
	}

	@Test
	public void ndpa() throws IOException, InterruptedException {
		assertFits("ndpa");
	}

	@Test
	public void imageScope() throws IOException, InterruptedException {
		assertFits("imagescope");
	}

	@Test
	public void geoJson() throws IOException, InterruptedException {
		assertFits("geojson");
	}
}
