package org.coverslip.app;

import static org.junit.Assert.assertEquals;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The same damage in each run, for as many seconds as {@code -Dcoverslip.fuzz.seconds} says; {@code scripts/fuzz.sh}
 * goes on for longer.
 */
public class FuzzTest {

	private static final long SEED = 20261130;
	private static final long SECONDS = Long.getLong("coverslip.fuzz.seconds", 8);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void damagedFilesAreReadOrRefusedInWords() throws Exception {
		final Fuzz fuzz = new Fuzz(SEED, folder.getRoot().toPath(), "");
		final int failures = fuzz.run(SECONDS, Long.MAX_VALUE);
		assertEquals(fuzz.report(), 0, failures);
	}
}
