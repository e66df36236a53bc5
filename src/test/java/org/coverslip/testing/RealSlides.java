package org.coverslip.testing;

import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real slides that tests may use where they are present: too large to be kept in the sources.
 * <p>
 * Their folder is named by the system property {@code coverslip.slides}, else by the environment variable
 * {@code COVERSLIP_SLIDES}, else it is {@code ../shared/slides} seen from the project.
 */
public final class RealSlides {

	private RealSlides() {}

	/** The folder, present or not. */
	public static Path folder() {
		final String property = System.getProperty("coverslip.slides", "");
		if (!property.isEmpty()) return Path.of(property);
		final String variable = System.getenv("COVERSLIP_SLIDES");
		return Path.of(variable == null || variable.isEmpty() ? "../shared/slides" : variable);
	}

	/**
	 * A slide, or a skipped test.
	 *
	 * @param relative
	 *            within the folder, e.g. {@code svs/CMU-1-Small-Region.svs}
	 */
	public static Path path(final String relative) {
		final Path path = folder().resolve(relative).normalize();
		assumeTrue("skipped: the slide " + path
			+ " is not here; set -Dcoverslip.slides or COVERSLIP_SLIDES to its folder",
			Files.exists(path));
		return path;
	}
}
