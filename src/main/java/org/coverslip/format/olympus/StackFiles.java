package org.coverslip.format.olympus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.coverslip.io.SiblingFiles;

/**
 * The files in the folder that belongs to a .vsi: {@code _NAME_} beside {@code NAME.vsi}, with a folder {@code stackN}
 * for each stack. Immutable.
 * <p>
 * Source: Bio-Formats' CellSensReader ({@code initFile}; it takes files whose names begin with {@code frame_}, since
 * scanners put others beside them). Names are compared without regard to case, as on the systems that write them.
 *
 * @param folder
 *            the name that the folder has, or should have
 * @param exists
 *            whether it is there
 * @param stacks
 *            all files of each stack, by its number
 */
record StackFiles(String folder, boolean exists, SortedMap<Integer, List<Path>> stacks) {

	private static final String STACK = "stack";
	/** Files in a folder that are looked at. */
	private static final int MOST_NAMES = 1 << 17;

	/** Looks for the files of a slide. */
	static StackFiles of(final Path slide) throws IOException {
		final Optional<Path> folder = folder(slide);
		final SortedMap<Integer, List<Path>> stacks = new TreeMap<>();
		if (folder.isEmpty()) return new StackFiles(name(slide), false, stacks);
		final SiblingFiles siblings = SiblingFiles.of(slide);
		for (final Path stack : list(folder.get())) {
			final String name = stack.getFileName().toString().toLowerCase(Locale.ROOT);
			if (!name.matches(STACK + "\\d{1,9}") || !Files.isDirectory(stack)) continue;
			final List<Path> files = new ArrayList<>();
			for (final Path file : list(stack))
				if (isFrame(file))
					siblings.find(folder.get().getParent().relativize(file).toString()).ifPresent(files::add);
				else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) files.add(file);
			stacks.put(Integer.parseInt(name.substring(STACK.length())), files);
		}
		return new StackFiles(folder.get().getFileName().toString(), true, stacks);
	}

	/** The folder that a slide's pixels should be in. */
	private static String name(final Path slide) {
		final String name = slide.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		return "_" + (dot < 0 ? name : name.substring(0, dot)) + "_";
	}

	/** The folder beside the slide, or if that is a link, beside the file that it leads to. */
	private static Optional<Path> folder(final Path slide) throws IOException {
		for (final Path file : List.of(slide.toAbsolutePath(), slide.toRealPath())) {
			final Path exact = file.resolveSibling(name(file));
			if (Files.isDirectory(exact)) return Optional.of(exact);
			for (final Path other : list(file.getParent()))
				if (other.getFileName().toString().equalsIgnoreCase(name(file)) && Files.isDirectory(other))
					return Optional.of(other);
		}
		return Optional.empty();
	}

	private static List<Path> list(final Path folder) throws IOException {
		try (Stream<Path> names = Files.list(folder)) {
			return names.limit(MOST_NAMES).sorted().toList();
		}
	}

	/**
	 * The files that may hold the pixels of a stack, the one with the shortest name first: copies have longer names.
	 */
	List<Path> frames(final int stack) {
		return stacks.getOrDefault(stack, List.of()).stream().filter(StackFiles::isFrame)
			.sorted(Comparator.comparingInt((Path file) -> file.getFileName().toString().length())
			.thenComparing(Comparator.naturalOrder()))
			.toList();
	}

	private static boolean isFrame(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.startsWith("frame_") && name.endsWith(".ets");
	}

	/** All files of all stacks. */
	List<Path> all() {
		return stacks.values().stream().flatMap(List::stream).toList();
	}

	/**
	 * The slide's own file, if there is one, of a file that may be one of these: {@code ../../NAME.vsi} of
	 * {@code _NAME_/stack1/frame_t.ets}.
	 */
	static Optional<Path> slideOf(final Path file) throws IOException {
		final Path stack = file.toAbsolutePath().getParent();
		final Path folder = stack == null ? null : stack.getParent();
		if (folder == null || folder.getFileName() == null || folder.getParent() == null) return Optional.empty();
		final String name = folder.getFileName().toString();
		if (name.length() < 3 || !name.startsWith("_") || !name.endsWith("_")) return Optional.empty();
		final String wanted = name.substring(1, name.length() - 1) + ".vsi";
		return list(folder.getParent()).stream()
			.filter(other -> other.getFileName().toString().equalsIgnoreCase(wanted)).findFirst();
	}
}
