package org.coverslip.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the files that a slide names as belonging to it, and only those that lie in the slide's own folder or below it:
 * a slide from an untrusted source must not make Coverslip read other files. Thread-safe; opens nothing.
 */
public final class SiblingFiles {

	private final StoredFile slide;
	/** Of the slide, within its storage; "" or with "/" at its end. */
	private final String folder;
	private final Set<StoredFile> found = ConcurrentHashMap.newKeySet();

	private SiblingFiles(final StoredFile slide, final String folder) {
		this.slide = slide;
		this.folder = folder;
	}

	/**
	 * The files beside a file.
	 *
	 * @param slide
	 *            the file that names others
	 */
	public static SiblingFiles of(final StoredFile slide) {
		return new SiblingFiles(slide, slide.name().substring(0, slide.name().lastIndexOf('/') + 1));
	}

	/** The files within a folder that is a slide. */
	public static SiblingFiles in(final StoredFile folder) {
		return new SiblingFiles(folder, folder.name().isEmpty() ? "" : folder.name() + "/");
	}

	/**
	 * The file with a name that a slide gives.
	 *
	 * @param name
	 *            relative to the slide's folder, with {@code /} or {@code \} between folders
	 * @return an existing file, or empty if there is none
	 * @throws SlideFormatException
	 *             if the name leads out of the slide's folder: it is absolute, contains {@code ..}, or is a symbolic
	 *             link to elsewhere; or if it is no file name at all
	 */
	public Optional<StoredFile> find(final String name) throws IOException {
		final StoredFile file = new StoredFile(slide.storage(), folder + checked(name));
		if (!file.exists()) return Optional.empty();
		found.add(file);
		return Optional.of(file);
	}

	/** The files that have been found so far, in no order: with the slide's own, what belongs to the slide. */
	public Set<StoredFile> found() {
		return Set.copyOf(found);
	}

	/** As {@link #find}; a file that is missing is a {@link SlideFormatException} too. */
	public StoredFile get(final String name) throws IOException {
		final Optional<StoredFile> file = find(name);
		if (file.isEmpty()) throw refused("the file " + name + " in the slide's folder", "none");
		return file.get();
	}

	/**
	 * All files of the slide's folder, the slide among them, each once, in order of their names; not those of folders
	 * below it. Only the slide if its storage cannot tell.
	 *
	 * @param most
	 *            how many names are looked at; a folder with more is read no further
	 */
	public List<StoredFile> all(final int most) throws IOException {
		final List<StoredFile> files = new ArrayList<>();
		final Set<Object> known = new HashSet<>();
		for (final Storage.Entry entry : list("", most)) {
			final StoredFile file = new StoredFile(slide.storage(), entry.name());
			if (!entry.isFolder() && known.add(file.identity())) files.add(file);
		}
		return files;
	}

	/**
	 * What is in a folder, as {@link Storage#list} tells it; only the slide if its storage cannot.
	 *
	 * @param name
	 *            the folder's, relative to the slide's; "" for that itself
	 */
	public List<Storage.Entry> list(final String name, final int most) throws IOException {
		final String listed = name.isEmpty() ? folder : folder + checked(name) + "/";
		return slide.storage().list(listed.isEmpty() ? "" : listed.substring(0, listed.length() - 1), most)
			.orElse(List.of(new Storage.Entry(slide.name(), false)));
	}

	/** The name as a storage has it. */
	private String checked(final String name) throws SlideFormatException {
		final String slashed = name.strip().replace('\\', '/');
		if (slashed.isEmpty() || slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*"))
			throw refused("a file name relative to the slide's folder", name.isBlank() ? "nothing" : name);
		if (slashed.indexOf('\0') >= 0) throw refused("a file name", "characters that no file name has");
		final List<String> parts = new ArrayList<>();
		for (final String part : slashed.split("/")) {
			if (part.equals("..")) throw refused("a file name within the slide's folder", name);
			if (!part.isEmpty() && !part.equals(".")) parts.add(part);
		}
		if (parts.isEmpty()) throw refused("a file name", name);
		return String.join("/", parts);
	}

	private SlideFormatException refused(final String expected, final String found) {
		return new SlideFormatException(slide, SlideFormatException.NO_OFFSET, expected, found);
	}
}
