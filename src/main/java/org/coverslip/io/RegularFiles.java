package org.coverslip.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Iterator;

/**
 * What may be read and what may be replaced: regular files only, and never a file that is being read. Writing to a
 * device would replace it by a file, reading from a pipe could wait for ever, and a link leads to a file that the user
 * did not name.
 */
public final class RegularFiles {

	private RegularFiles() {}

	/**
	 * Refuses to read a device, a pipe or a socket. A link to a file counts as that file.
	 *
	 * @throws IOException
	 *             with one sentence, if it is one of these or does not exist
	 */
	public static void checkInput(final Path path) throws IOException {
		final BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
		if (attributes.isOther()) throw new IOException(path + " is a device, a pipe or a socket, not a file to read");
		if (attributes.isDirectory()) throw new IOException(path + " is a folder, not a file to read");
	}

	/**
	 * Refuses to write to what is no regular file, or is one of the files being read, by whatever name: links and upper
	 * or lower case make no difference where the file system says that it is the same file.
	 *
	 * @param target
	 *            where a file is to be put; it need not exist
	 * @param inputs
	 *            the files of the slide that is read, the slide's own first, or a folder that is the slide; missing
	 *            ones are ignored
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is one of the inputs
	 * @throws IOException
	 *             with one sentence, if it is a folder, a link, a device or a pipe, or its folder is missing
	 */
	public static void checkTarget(final Path target, final Collection<Path> inputs) throws IOException {
		final Path absolute = target.toAbsolutePath();
		if (absolute.getParent() == null) throw new IOException(target + " is a folder, not a file to write to");
		if (!Files.isDirectory(absolute.getParent()))
			throw new FileNotFoundException("the folder " + absolute.getParent() + " does not exist");
		checkIsInNoInput(target, inputs);
		final BasicFileAttributes attributes;
		try {
			attributes = Files.readAttributes(absolute, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		}
		catch (final NoSuchFileException e) {
			return;
		}
		checkIsNoInput(target, inputs);
		if (Files.isDirectory(absolute)) throw new IOException(target + " is a folder, not a file to write to");
		if (attributes.isSymbolicLink())
			throw new IOException(target + " is a link to " + Files.readSymbolicLink(absolute)
				+ " and is not replaced; name the file itself");
		if (!attributes.isRegularFile())
			throw new IOException(target + " is a device, a pipe or a socket and is not replaced; name a file");
	}

	/**
	 * Refuses to write a folder in place of what is none, or of one that is read or holds what is read.
	 *
	 * @param target
	 *            where a folder is to be put; it need not exist
	 * @param inputs
	 *            as for {@link #checkTarget}
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is one of the inputs or holds one
	 * @throws IOException
	 *             with one sentence, if it is a file or a link, or the folder for it is missing
	 */
	public static void checkTargetFolder(final Path target, final Collection<Path> inputs) throws IOException {
		final Path absolute = target.toAbsolutePath();
		if (!Files.isDirectory(absolute, LinkOption.NOFOLLOW_LINKS)) {
			checkTarget(target, inputs);
			if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS))
				throw new IOException(target + " is a file and is not replaced by a folder; choose another name");
			return;
		}
		checkIsInNoInput(target, inputs);
		checkIsNoInput(target, inputs);
		for (final Path input : inputs)
			if (Files.exists(input) && input.toRealPath().startsWith(absolute.toRealPath()))
				throw new IllegalArgumentException(target + " holds " + input.getFileName()
					+ ", which is read, and is not replaced; choose another name");
	}

	/** Refuses a new file, too, in a folder that is an input as a whole. */
	private static void checkIsInNoInput(final Path target, final Collection<Path> inputs) throws IOException {
		final Path folder = target.toAbsolutePath().getParent().toRealPath();
		for (final Path input : inputs)
			if (Files.isDirectory(input) && folder.startsWith(input.toRealPath()))
				throw new IllegalArgumentException(target + " belongs to the slide " + input.getFileName()
					+ " and is not overwritten; choose another name");
	}

	private static void checkIsNoInput(final Path target, final Collection<Path> inputs) throws IOException {
		if (!Files.exists(target)) return; // a link to nothing
		final Iterator<Path> each = inputs.iterator();
		final Path slide = each.hasNext() ? each.next() : target;
		if (isSame(target, slide) && !inputs.isEmpty())
			throw new IllegalArgumentException(
				target + " is the slide itself and is not overwritten; choose another name");
		while (each.hasNext())
			if (isSame(target, each.next())) throw new IllegalArgumentException(
				target + " belongs to the slide " + slide.getFileName()
				+ " and is not overwritten; choose another name");
	}

	/** Whether two names lead to one file; the first is there. */
	private static boolean isSame(final Path target, final Path other) throws IOException {
		return Files.exists(other) && Files.isSameFile(target, other);
	}
}
