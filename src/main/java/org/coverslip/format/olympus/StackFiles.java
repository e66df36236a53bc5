package org.coverslip.format.olympus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.io.SiblingFiles;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;

/**
 * The files in the folder that belongs to a .vsi: {@code _NAME_} beside {@code NAME.vsi}, with a folder {@code stackN}
 * for each stack. Immutable.
 * <p>
 * Source: Bio-Formats' CellSensReader ({@code initFile}; it takes only files whose names begin with {@code frame_},
 * since scanners put others beside them). Upper and lower case are not distinguished, as on the systems that write the
 * files.
 *
 * @param folder
 *            the folder's name, or the name it should have
 * @param exists
 *            whether the folder exists
 * @param stacks
 *            all files of each stack, by its number
 */
record StackFiles(String folder, boolean exists, SortedMap<Integer, List<StoredFile>> stacks) {

	private static final String STACK = "stack";
	/** The most files in a folder that are looked at. */
	private static final int MOST_NAMES = 1 << 17;

	/** Finds the files of a slide. */
	static StackFiles of(final StoredFile slide) throws IOException {
		final SiblingFiles siblings = SiblingFiles.of(slide);
		final Optional<String> folder = folder(siblings, name(slide));
		final SortedMap<Integer, List<StoredFile>> stacks = new TreeMap<>();
		if (folder.isEmpty()) return new StackFiles(name(slide), false, stacks);
		for (final Storage.Entry stack : siblings.list(folder.get(), MOST_NAMES)) {
			final String name = fileName(stack);
			if (!stack.isFolder() || !name.toLowerCase(Locale.ROOT).matches(STACK + "\\d{1,9}")) continue;
			final List<StoredFile> files = new ArrayList<>();
			for (final Storage.Entry file : siblings.list(folder.get() + "/" + name, MOST_NAMES))
				if (!file.isFolder()) files.add(new StoredFile(slide.storage(), file.name()));
			stacks.put(Integer.parseInt(name.substring(STACK.length())), files);
		}
		return new StackFiles(folder.get(), true, stacks);
	}

	/** The name of the folder that should hold a slide's pixels. */
	private static String name(final StoredFile slide) {
		final String name = slide.fileName();
		final int dot = name.lastIndexOf('.');
		return "_" + (dot < 0 ? name : name.substring(0, dot)) + "_";
	}

	/** The folder of this name beside the slide; if there are several, the one whose case also matches. */
	private static Optional<String> folder(final SiblingFiles siblings, final String wanted) throws IOException {
		final List<String> alike = siblings.list("", MOST_NAMES).stream().filter(Storage.Entry::isFolder)
			.map(StackFiles::fileName).filter(wanted::equalsIgnoreCase).toList();
		return alike.contains(wanted) ? Optional.of(wanted) : alike.stream().findFirst();
	}

	private static String fileName(final Storage.Entry entry) {
		return entry.name().substring(entry.name().lastIndexOf('/') + 1);
	}

	/** The files that may hold the pixels of a stack, the shortest name first, since copies have longer names. */
	List<StoredFile> frames(final int stack) {
		return stacks.getOrDefault(stack, List.of()).stream().filter(StackFiles::isFrame)
			.sorted(Comparator.comparingInt((StoredFile file) -> file.fileName().length())
			.thenComparing(StoredFile::name))
			.toList();
	}

	private static boolean isFrame(final StoredFile file) {
		final String name = file.fileName().toLowerCase(Locale.ROOT);
		return name.startsWith("frame_") && name.endsWith(".ets");
	}

	/** All files of all stacks. */
	List<StoredFile> all() {
		return stacks.values().stream().flatMap(List::stream).toList();
	}

	/**
	 * The name of the slide's own file for a file that, by its place, is one of these: {@code NAME.vsi} for
	 * {@code _NAME_/stack1/frame_t.ets}.
	 */
	static Optional<String> slideOf(final StoredFile file) {
		final String[] parts = file.toString().split("[/\\\\]");
		final String folder = parts.length < 3 ? "" : parts[parts.length - 3];
		return folder.matches("_.+_") ? Optional.of(folder.substring(1, folder.length() - 1) + ".vsi")
			: Optional.empty();
	}
}
