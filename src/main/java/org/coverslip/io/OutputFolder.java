package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of files that appears under its name only when it is complete.
 * <p>
 * The files go to a temporary folder beside the target, called as the temporary files of {@link OutputFile}.
 * {@link #commit()} renames it to the target, in place of a folder that is there; {@link #close()} without a commit
 * deletes it. Writing is thread-safe.
 */
public final class OutputFolder implements Closeable {

	private final Path target;
	private final Path temporary;
	private final Set<Path> made = ConcurrentHashMap.newKeySet();
	private boolean ended;

	private OutputFolder(final Path target, final Path temporary) {
		this.target = target;
		this.temporary = temporary;
	}

	/**
	 * Creates the temporary folder.
	 *
	 * @param target
	 *            the final place; the folder that it lies in must exist
	 * @param inputs
	 *            as for {@link RegularFiles#checkTargetFolder}
	 * @throws IllegalArgumentException
	 *             with one sentence, if the target is one of the inputs or holds one
	 * @throws IOException
	 *             if the target is there but no folder, or cannot be written
	 */
	public static OutputFolder create(final Path target, final Collection<Path> inputs) throws IOException {
		RegularFiles.checkTargetFolder(target, inputs);
		final Path absolute = target.toAbsolutePath();
		Leftovers.removeOnce(absolute.getParent());
		try {
			return new OutputFolder(absolute, Files.createDirectory(beside(absolute)));
		}
		catch (final IOException e) {
			throw WriteFault.of(target, e);
		}
	}

	private static Path beside(final Path target) {
		return target.resolveSibling(OutputFile.temporaryName(target));
	}

	/** The folder's final name, without what it lies in. */
	public String name() {
		return target.getFileName().toString();
	}

	/**
	 * The temporary place of a file, in a folder that is there.
	 *
	 * @param name
	 *            within the target, with slashes
	 */
	public Path place(final String name) throws IOException {
		final Path file = temporary.resolve(name);
		final Path folder = file.getParent();
		if (!made.contains(folder)) {
			Files.createDirectories(folder);
			made.add(folder);
		}
		return file;
	}

	/** Writes a file, likewise. */
	public void write(final String name, final byte[] bytes) throws IOException {
		WholeFile.write(place(name), bytes);
	}

	/**
	 * Gives the folder its name. One that is there is put aside first, and put back if that fails.
	 *
	 * @throws IOException
	 *             if it cannot be renamed
	 */
	public void commit() throws IOException {
		if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) Files.move(temporary, target,
			StandardCopyOption.ATOMIC_MOVE);
		else {
			final Path old = beside(target);
			Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
			try {
				Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (final IOException e) {
				Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
				throw e;
			}
			deleteTree(old);
		}
		ended = true;
	}

	/** Deletes what was written unless it was committed. */
	@Override
	public void close() throws IOException {
		if (ended) return;
		ended = true;
		deleteTree(temporary);
	}

	/** Deletes a file, or a folder with all that is in it; nothing that a link leads to. */
	public static void deleteTree(final Path root) throws IOException {
		if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return;
		final List<Path> all;
		try (Stream<Path> paths = Files.walk(root)) {
			all = new ArrayList<>(paths.toList());
		}
		all.sort(Comparator.reverseOrder());
		for (final Path path : all)
			Files.deleteIfExists(path);
	}
}
