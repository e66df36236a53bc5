package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A place that holds files under names: a folder, an archive, memory. A slide and all that belongs to it lie in one
 * storage, and nothing else can be reached through it, so that a slide from an untrusted source cannot make Coverslip
 * read other files. Thread-safe.
 * <p>
 * A name is relative to the storage, with {@code /} between folders; it never begins or ends with one, and no part of
 * it is empty, {@code .} or {@code ..}. The name of the storage itself, as a folder, is empty. Whether the case of
 * letters matters is up to the storage.
 * <p>
 * What an implementation must give are the four methods without a body. It holds nothing open by itself as long as no
 * source of its is open, or closes that by {@link #close()}. A file does not change while it is read. Over a network,
 * {@link #open} asks for the size, and each read of a source for just its range; a name that is a link is followed only
 * if what it leads to is in the storage, too.
 */
public interface Storage extends Closeable {

	/**
	 * Something in a folder.
	 *
	 * @param name
	 *            within the storage
	 * @param isFolder
	 *            whether it holds others, else it is a file
	 */
	record Entry(String name, boolean isFolder) {}

	/**
	 * Whether there is a file of that name; not if it is a folder.
	 *
	 * @throws SlideFormatException
	 *             if it is a link to what is not in the storage
	 */
	boolean has(String name) throws IOException;

	/**
	 * Opens a file, which can be read at any position; the caller closes it.
	 *
	 * @throws java.nio.file.NoSuchFileException
	 *             if there is none
	 * @throws SlideFormatException
	 *             if it is a link to what is not in the storage
	 */
	ByteSource open(String name) throws IOException;

	/**
	 * What a folder holds, in the order of names; not what is in folders within it, and no links to what is not in the
	 * storage.
	 *
	 * @param folder
	 *            its name, or "" for all of the storage; one that is not there holds nothing
	 * @param most
	 *            how many names are looked at; a folder with more is read no further
	 * @return empty if this storage cannot tell, as a web server cannot
	 */
	Optional<List<Entry>> list(String folder, int most) throws IOException;

	/**
	 * The name as the user knows it, under which the file can be opened again: a path, {@code archive.zip!/name}, or a
	 * URI where the storage is known by one.
	 */
	String shown(String name);

	/** Equal for two names that lead to the same file. */
	default Object identity(final String name) throws IOException {
		return name;
	}

	/** The file of the local file system that has just these bytes; empty if there is none. */
	default Optional<Path> local(final String name) throws IOException {
		return Optional.empty();
	}

	/**
	 * The file of the local file system that holds these bytes, alone or among others, and must not be written over
	 * while they are read; empty if there is none.
	 */
	default Optional<Path> holder(final String name) throws IOException {
		return local(name);
	}

	/** Lets go of all that the storage holds; sources that are open cannot be read any more. */
	@Override
	default void close() throws IOException {
		// most hold nothing
	}
}
