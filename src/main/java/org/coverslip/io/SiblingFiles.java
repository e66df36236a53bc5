package org.coverslip.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the files that a slide names as belonging to it, and only those that lie in the slide's own folder or below it:
 * a slide from a stranger must not make Coverslip read other files. Thread-safe; opens nothing.
 * <p>
 * A slide that is a symbolic link has two folders, the link's and that of the file itself; the link's is looked at
 * first.
 */
public final class SiblingFiles {

	private final Path slide;
	private final List<Path> folders;
	private final Set<Path> found = ConcurrentHashMap.newKeySet();

	private SiblingFiles(final Path slide, final List<Path> folders) {
		this.slide = slide;
		this.folders = List.copyOf(folders);
	}

	/**
	 * @param slide
	 *            the file that names others; must exist
	 */
	public static SiblingFiles of(final Path slide) throws IOException {
		final List<Path> folders = new ArrayList<>();
		final Path named = slide.toAbsolutePath().getParent();
		final Path real = slide.toRealPath().getParent();
		if (named != null) folders.add(named.toRealPath());
		if (real != null && !folders.contains(real)) folders.add(real);
		return new SiblingFiles(slide, folders);
	}

	/**
	 * The file with a name that a slide gives.
	 *
	 * @param name
	 *            relative to the slide's folder, with {@code /} or {@code \} between folders
	 * @return an existing regular file, or empty if there is none
	 * @throws SlideFormatException
	 *             if the name leads out of the slide's folder: it is absolute, contains {@code ..}, or is a symbolic
	 *             link to elsewhere; or if it is no file name at all
	 */
	public Optional<Path> find(final String name) throws IOException {
		final Path relative = relative(name);
		for (final Path folder : folders) {
			final Path candidate = folder.resolve(relative).normalize();
			if (!Files.isRegularFile(candidate)) continue;
			final Path real = candidate.toRealPath();
			if (folders.stream().noneMatch(real::startsWith))
				throw refused("a file in the slide's folder", name + ", which is a link to elsewhere");
			found.add(candidate);
			return Optional.of(candidate);
		}
		return Optional.empty();
	}

	/** The files that have been found so far, in no order: with the slide's own, what belongs to the slide. */
	public Set<Path> found() {
		return Set.copyOf(found);
	}

	/** As {@link #find}; a file that is missing is a {@link SlideFormatException} too. */
	public Path get(final String name) throws IOException {
		final Optional<Path> found = find(name);
		if (found.isEmpty()) throw refused("the file " + name + " in the slide's folder", "none");
		return found.get();
	}

	/**
	 * All regular files of the slide's folder, the slide among them, in order of their names; not those of folders
	 * below it, and no links to elsewhere.
	 *
	 * @param most
	 *            how many names are looked at; a folder with more is read no further
	 */
	public List<Path> all(final int most) throws IOException {
		final Path folder = folders.get(folders.size() - 1);
		try (Stream<Path> names = Files.list(folder)) {
			return names.limit(most).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).sorted()
				.toList();
		}
	}

	private Path relative(final String name) throws SlideFormatException {
		final String slashed = name.strip().replace('\\', '/');
		try {
			final Path path = Path.of(slashed);
			if (slashed.isEmpty() || slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*") || path.isAbsolute())
				throw refused("a file name relative to the slide's folder", name.isBlank() ? "nothing" : name);
			for (final Path part : path)
				if (part.toString().equals("..")) throw refused("a file name within the slide's folder", name);
			return path;
		}
		catch (final InvalidPathException e) {
			throw refused("a file name", "characters that no file name has");
		}
	}

	private SlideFormatException refused(final String expected, final String found) {
		return new SlideFormatException(slide, SlideFormatException.NO_OFFSET, expected, found);
	}
}
