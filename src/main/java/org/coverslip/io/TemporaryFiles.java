package org.coverslip.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * New files and folders among the system's temporary files, which only their owner may read. Their names say which
 * process made them: what it leaves when it is killed is removed by the next one that makes one. Thread-safe.
 */
public final class TemporaryFiles {

	private static final String OURS = "coverslip-";

	private TemporaryFiles() {}

	/**
	 * An empty file, which is deleted when this process ends as it should.
	 *
	 * @param use
	 *            what it is for, in small letters
	 */
	public static Path newFile(final String use) throws IOException {
		return newFileIn(folder(), use);
	}

	/** Likewise, in another folder. */
	static Path newFileIn(final Path folder, final String use) throws IOException {
		final Path file = Files.createTempFile(folder, name(use), "");
		file.toFile().deleteOnExit();
		return file;
	}

	/** An empty folder; it is not deleted by itself. */
	public static Path newFolder(final String use) throws IOException {
		return Files.createTempDirectory(folder(), name(use));
	}

	private static String name(final String use) {
		return OURS + use + "-" + OwnerMark.next() + "-";
	}

	private static Path folder() {
		final Path folder = Path.of(System.getProperty("java.io.tmpdir"));
		Leftovers.removeOnce(folder);
		return folder;
	}
}
