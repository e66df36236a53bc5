package org.coverslip.io;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file, or a folder, by its storage and its name there. It need not exist. Immutable.
 *
 * @param storage
 *            where it is
 * @param name
 *            as {@link Storage} says; "" for the storage itself, as a folder
 */
public record StoredFile(Storage storage, String name) {

	/**
	 * @throws IllegalArgumentException
	 *             if the name could lead out of the storage
	 */
	public StoredFile {
		if (!isName(name)) throw new IllegalArgumentException("\"" + name + "\" is no name within a storage");
	}

	/** Whether a name is one as {@link Storage} says. */
	public static boolean isName(final String name) {
		if (name.isEmpty()) return true;
		for (final String part : name.split("/", -1))
			if (part.isEmpty() || part.equals(".") || part.equals("..")) return false;
		return true;
	}

	/** A file of the local file system, in the storage that its folder is. */
	public static StoredFile of(final Path path) {
		return new StoredFile(FolderStorage.around(path), String.valueOf(path.getFileName()));
	}

	/** A folder of the local file system, which is a storage by itself. */
	public static StoredFile ofFolder(final Path folder) {
		return new StoredFile(FolderStorage.of(folder), "");
	}

	/** The last part of the name. */
	public String fileName() {
		final String shown = name.isEmpty() ? toString().replaceFirst("[/\\\\]+$", "").replace('\\', '/') : name;
		return shown.substring(shown.lastIndexOf('/') + 1);
	}

	/** As {@link Storage#has}. */
	public boolean exists() throws IOException {
		return storage.has(name);
	}

	/** As {@link Storage#open}; the caller closes the source. */
	public ByteSource open() throws IOException {
		return storage.open(name);
	}

	/** The file, if there is one, as {@link #open()}: found and opened at once. */
	public Optional<ByteSource> openIfThere() throws IOException {
		try {
			return Optional.of(open());
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
	}

	/** As {@link Storage#identity}. */
	public Object identity() throws IOException {
		return storage.identity(name);
	}

	/** As {@link Storage#local}. */
	public Optional<Path> local() throws IOException {
		return storage.local(name);
	}

	/** As {@link Storage#holder}. */
	public Optional<Path> holder() throws IOException {
		return storage.holder(name);
	}

	/** As the user knows it; see {@link Storage#shown}. */
	@Override
	public String toString() {
		return storage.shown(name);
	}
}
