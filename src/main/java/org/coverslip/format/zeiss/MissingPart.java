package org.coverslip.format.zeiss;

import java.util.SortedMap;

import org.coverslip.io.SlideFormatException;

/**
 * Says which part of a recording in several files is missing. Such files do not name each other; by convention, part
 * number n is named like the first with " (n)" appended (as ZEN writes them and Bio-Formats looks for them).
 */
final class MissingPart {

	private static final int NAMED = 5;

	private MissingPart() {}

	/**
	 * For the first file of a set.
	 *
	 * @param parts
	 *            numbers of other files that hold sub-blocks, with how many they hold
	 * @param all
	 *            sub-blocks in all files
	 */
	static SlideFormatException of(final Zisraw file, final SortedMap<Integer, Integer> parts, final int all) {
		final StringBuilder missing = new StringBuilder();
		parts.keySet().stream().limit(NAMED)
			.forEach(part -> missing.append(missing.isEmpty() ? "part " : ", part ").append(part)
			.append(" (\"").append(name(file, part)).append("\")"));
		if (parts.size() > NAMED) missing.append(" and ").append(parts.size() - NAMED).append(" more");
		return file.unexpected(0, "a CZI that is one file", parts.values().stream().mapToInt(Integer::intValue)
			.sum() + " of " + all
			+ " sub-blocks in other files, which are not read: missing is " + missing);
	}

	/** For a file that is not the first of its set. */
	static SlideFormatException first(final Zisraw file, final int part) {
		final String own = file.file().fileName();
		return file.unexpected(0, "a CZI that is one file", "part " + part + " of several: missing is part 0 (\""
			+ own.replaceFirst(" ?\\(\\d+\\)(?=\\.[^.]*$)", "") + "\"), which lists the images");
	}

	private static String name(final Zisraw file, final int part) {
		final String own = file.file().fileName();
		final int dot = own.lastIndexOf('.');
		return dot < 0 ? own + " (" + part + ")" : own.substring(0, dot) + " (" + part + ")" + own.substring(dot);
	}
}
