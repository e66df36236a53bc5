package org.coverslip.app;

import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The build goes on without an archive of classes, so that nothing else would tell that none is made any more. */
public class StartupTrainingTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void everyCommandWorksAndNothingIsLeftBehind() throws IOException {
		final Path here = folder.getRoot().toPath().resolve("training");
		Files.createDirectory(here);
		StartupTraining.trainIn(here);
		assertFalse(Files.exists(here));
	}
}
