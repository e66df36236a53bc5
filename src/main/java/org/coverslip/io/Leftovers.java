package org.coverslip.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes that were killed have left: files and folders under temporary names that say whose they are. Whoever
 * writes to a folder removes them first. Thread-safe.
 */
final class Leftovers {

	/** Hidden files beside targets, and ours among the system's temporary files. */
	private static final Pattern MARKED =
		Pattern.compile("\\..+\\.(" + OwnerMark.PATTERN + ")\\.part|coverslip-[a-z]+-(" + OwnerMark.PATTERN
			+ ")-[0-9]+");
	/** Of folders that were looked through; a program that runs for long may write to very many. */
	private static final int MOST_KNOWN = 1000;
	private static final Set<Path> KNOWN = ConcurrentHashMap.newKeySet();

	private Leftovers() {}

	/** Removes what is left in a folder, once in a process. What cannot be removed stays. */
	static void removeOnce(final Path folder) {
		if (KNOWN.size() > MOST_KNOWN) KNOWN.clear();
		if (KNOWN.add(folder.toAbsolutePath().normalize())) remove(folder);
	}

	/** Removes what is left in a folder. */
	static void remove(final Path folder) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Leftovers::isLeft)) {
			for (final Path file : files)
				delete(file);
		}
		catch (final IOException | DirectoryIteratorException e) {
			// it is not what was asked for, and whoever writes there hears of it
		}
	}

	private static boolean isLeft(final Path file) {
		final Matcher name = MARKED.matcher(file.getFileName().toString());
		return name.matches() && OwnerMark.isGone(name.group(1) == null ? name.group(2) : name.group(1));
	}

	private static void delete(final Path file) {
		try {
			OutputFolder.deleteTree(file);
		}
		catch (final IOException e) {
			// another process does it, or it is somebody else's
		}
	}
}
