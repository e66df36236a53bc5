package org.coverslip.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that this process holds open, where the system tells: on Linux. */
public final class OpenFiles {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private OpenFiles() {}

	/** Whether the system tells. */
	public static boolean areKnown() {
		return Files.isDirectory(DESCRIPTORS);
	}

	/**
	 * What is open of a file, or within a folder; each as often as it is open. Empty where nobody knows.
	 *
	 * @param path
	 *            exists
	 */
	public static List<Path> within(final Path path) throws IOException {
		final List<Path> open = new ArrayList<>();
		if (!areKnown()) return open;
		final Path real = path.toRealPath();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
			for (final Path descriptor : descriptors)
				try {
					final Path file = Files.readSymbolicLink(descriptor);
					if (file.startsWith(real)) open.add(file);
				}
				catch (final NoSuchFileException e) {
					// closed meanwhile
				}
		}
		return open;
	}
}
