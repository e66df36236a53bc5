package org.coverslip.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.coverslip.io.WholeFile;

/**
 * Files that are worked on together, and the folder from which their names count.
 *
 * @param root
 *            all files lie in it, or in folders in it; absolute if they were listed in a file
 * @param files
 *            slides: files, and folders that are a slide; or what else was listed
 */
public record SlideList(Path root, List<Path> files) {

	/** Of a table, the columns that may hold the slides' files, in the order in which they are looked for. */
	private static final List<String> COLUMNS = List.of("slide", "path", "file", "filename", "input", "image");
	private static final Set<String> LISTS = Set.of("txt", "lst", "list");
	/** Far more than a hundred thousand paths. */
	private static final int LONGEST = 256 << 20;

	public SlideList {
		files = List.copyOf(files);
	}

	/** Whether a file is a list of others by its name: {@code .txt}, {@code .lst}, {@code .list}, {@code .csv}, … */
	public static boolean isList(final Path file) {
		return Files.isRegularFile(file) && (LISTS.contains(ending(file)) || separator(file) != 0);
	}

	/**
	 * Reads a list: a text with a path in each line, where empty lines and those that begin with # count nothing; or a
	 * table, {@code .csv} or {@code .tsv}, whose first line names its columns, one of which is {@code slide},
	 * {@code path}, {@code file}, {@code filename}, {@code input} or {@code image}.
	 *
	 * @param list
	 *            paths in it that are not absolute begin in its own folder; UTF-8
	 * @throws IOException
	 *             with one sentence, if it cannot be read, names a file that is not there, or none
	 */
	public static SlideList read(final Path list) throws IOException {
		final String text =
			new String(WholeFile.read(list, LONGEST), StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
		final List<String> names = separator(list) == 0 ? text.lines().map(String::strip)
			.filter(line -> !line.isEmpty() && !line.startsWith("#")).toList() : column(list, text.lines().toList());
		final Path folder = list.toAbsolutePath().normalize().getParent();
		final Set<Path> files = new LinkedHashSet<>();
		for (final String name : names) {
			final Path file = folder.resolve(name).normalize();
			if (!Files.exists(file)) throw new IOException(list + " names " + name + ", which is not there");
			files.add(file);
		}
		if (files.isEmpty()) throw new IOException(list + " names no slides");
		Path root = files.iterator().next().getParent();
		for (final Path file : files)
			while (!file.startsWith(root) || file.equals(root))
				root = root.getParent();
		return new SlideList(root, List.copyOf(files));
	}

	private static List<String> column(final Path table, final List<String> lines) throws IOException {
		final List<List<String>> rows = lines.stream().filter(line -> !line.isBlank())
			.map(line -> cells(line, separator(table))).toList();
		if (rows.isEmpty()) return List.of();
		final List<String> head = rows.get(0).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
		final String name = COLUMNS.stream().filter(head::contains).findFirst().orElseThrow(() -> new IOException(
			table + " has no column of slides; call it " + String.join(", ", COLUMNS.subList(0, COLUMNS.size() - 1))
				+ " or " + COLUMNS.get(COLUMNS.size() - 1)));
		final int column = head.indexOf(name);
		return rows.stream().skip(1).filter(row -> row.size() > column).map(row -> row.get(column))
			.filter(cell -> !cell.isEmpty()).toList();
	}

	/** The cells of a line, as RFC 4180 has them within one line. */
	private static List<String> cells(final String line, final char separator) {
		final List<String> cells = new ArrayList<>();
		final StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			final char c = line.charAt(i);
			if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
				cell.append(c);
				i++;
			}
			else if (c == '"') quoted = !quoted;
			else if (c == separator && !quoted) {
				cells.add(cell.toString().strip());
				cell.setLength(0);
			}
			else cell.append(c);
		}
		cells.add(cell.toString().strip());
		return cells;
	}

	/** What stands between the cells of a table; 0 if the name is not that of one. */
	private static char separator(final Path file) {
		return switch (ending(file)) {
			case "csv" -> ',';
			case "tsv", "tab" -> '\t';
			default -> 0;
		};
	}

	private static String ending(final Path file) {
		final String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.substring(name.lastIndexOf('.') + 1);
	}
}
