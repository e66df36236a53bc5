package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The sole right to work on something, among all processes that see the same folder: a file that is locked. It ends
 * with the process, however that ends. Closing it gives up the right and removes the file.
 */
public final class FileClaim implements Closeable {

	/** Those of this process: to open and close such a file again would end the lock on it on some systems. */
	private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

	private static final int MOST_LENGTH = 1 << 16;

	private final Path file;
	private final FileChannel channel;

	private FileClaim(final Path file, final FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Takes the right if nobody has it.
	 * <p>
	 * Whoever gets it must check again whether there is still something to do: another process may have just finished.
	 *
	 * @param file
	 *            the same for everyone who competes for the work; it need not exist, but its folder must
	 * @throws IOException
	 *             if the file cannot be made
	 */
	public static Optional<FileClaim> take(final Path file) throws IOException {
		final Path absolute = file.toAbsolutePath();
		final Path known = absolute.getParent().toRealPath().resolve(absolute.getFileName());
		if (!OWN.add(known)) return Optional.empty();
		Optional<FileClaim> claim = Optional.empty();
		try {
			claim = lock(known);
			return claim;
		}
		finally {
			if (claim.isEmpty()) OWN.remove(known);
		}
	}

	private static Optional<FileClaim> lock(final Path file) throws IOException {
		final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
			StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
		try {
			final FileLock lock = channel.tryLock();
			if (lock != null && isStillThere(file, channel)) return Optional.of(new FileClaim(file, channel));
		}
		catch (final OverlappingFileLockException e) {
			// another part of this process has it, by another name
		}
		catch (final IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
		channel.close();
		return Optional.empty();
	}

	/**
	 * Whether the file that was locked still has its name: who had it before may have just removed it. It is told by a
	 * length that no other has, as to open it again would end the lock on some systems.
	 */
	private static boolean isStillThere(final Path file, final FileChannel channel) throws IOException {
		final int length = 1 + ThreadLocalRandom.current().nextInt(MOST_LENGTH);
		channel.truncate(0);
		channel.write(ByteBuffer.allocate(1), length - 1L);
		try {
			return Files.size(file) == length;
		}
		catch (final NoSuchFileException e) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		try (FileChannel closing = channel) {
			Files.deleteIfExists(file); // before it is unlocked, so that nobody's but this one's is deleted
		}
		finally {
			OWN.remove(file);
		}
	}
}
