package org.coverslip.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.coverslip.io.RegularFiles;

/** A file that may be written: a new one, or a regular one that is none of those that are read. */
public final class TargetFile {

	private TargetFile() {}

	/**
	 * The target, if it may be written.
	 *
	 * @param inputs
	 *            the files of the slide that is read, the slide's own first, as {@code slide.metadata().files()} has
	 *            them
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is one of them, under whatever name
	 * @throws IOException
	 *             with one sentence, if it is a folder, a link, a device or a pipe, or its folder is missing
	 */
	public static Path checked(final Path target, final Collection<Path> inputs) throws IOException {
		RegularFiles.checkTarget(target, inputs);
		return target;
	}

	/**
	 * As {@link #checked(Path, Collection)}, where a file that is there already is replaced only if that is wanted.
	 *
	 * @throws IllegalArgumentException
	 *             also if it is there and is not to be replaced
	 */
	public static Path checked(final Path target, final Collection<Path> inputs, final boolean overwrite)
		throws IOException
	{
		checked(target, inputs);
		if (!overwrite && Files.exists(target)) throw new IllegalArgumentException(
			target + " is there already; choose another name, or say overwrite=true to replace it");
		return target;
	}

	/**
	 * As {@link #checked(Path, Collection, boolean)}, of a folder that is written as a whole.
	 *
	 * @throws IllegalArgumentException
	 *             also if it holds one of the inputs
	 * @throws IOException
	 *             with one sentence, if it is a file, or the folder for it is missing
	 */
	public static Path checkedFolder(final Path target, final Collection<Path> inputs, final boolean overwrite)
		throws IOException
	{
		RegularFiles.checkTargetFolder(target, inputs);
		if (!overwrite && Files.exists(target)) throw new IllegalArgumentException(
			target + " is there already; choose another name, or say overwrite=true to replace it");
		return target;
	}

	/**
	 * The target with an ending that says what it is: its own, or if its name has none, the first that is possible.
	 *
	 * @param endings
	 *            in lower case, with their dots
	 * @throws IllegalArgumentException
	 *             with one sentence, if its name has another ending: a dot, a letter, and up to four letters or digits
	 */
	public static Path withEnding(final Path target, final List<String> endings) {
		final Path name = target.getFileName();
		if (name == null || name.toString().isEmpty()) return target;
		final String lower = name.toString().toLowerCase(Locale.ROOT);
		if (endings.stream().anyMatch(lower::endsWith)) return target;
		final int last = endings.size() - 1;
		if (lower.matches(".*\\.[a-z][a-z0-9]{0,4}")) throw new IllegalArgumentException("the name " + target
			+ " should end in " + (last > 0 ? String.join(", ", endings.subList(0, last)) + " or " : "")
			+ endings.get(last));
		return target.resolveSibling(name + endings.get(0));
	}
}
