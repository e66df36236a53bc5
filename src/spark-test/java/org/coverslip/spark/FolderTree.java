package org.coverslip.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a folder. */
final class FolderTree {

	private FolderTree() {}

	/** The contents of all files by their paths, but of the files that runs leave for themselves. */
	static SortedMap<String, String> of(final Path folder) throws IOException {
		final SortedMap<String, String> files = new TreeMap<>();
		try (Stream<Path> all = Files.walk(folder)) {
			for (final Path file : all.filter(Files::isRegularFile).toList()) {
				final String name = folder.relativize(file).toString();
				if (!name.equals(ClusterRun.MANIFEST) && !name.equals(".coverslip-folder"))
					files.put(name, new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
			}
		}
		return files;
	}
}
