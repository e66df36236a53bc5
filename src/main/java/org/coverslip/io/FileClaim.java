package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The sole right to work on something, among all processes that see the same folder: a file that is locked. It ends
 * with the process, however that ends. Closing it gives up the right and removes the file.
 */
public final class FileClaim implements Closeable {

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
		final FileChannel channel =
			FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
		try {
			final FileLock lock = channel.tryLock();
			if (lock != null) return Optional.of(new FileClaim(file, channel));
		}
		catch (final OverlappingFileLockException e) {
			// another thread of this process has it
		}
		catch (final IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
		channel.close();
		return Optional.empty();
	}

	@Override
	public void close() throws IOException {
		try (FileChannel closing = channel) {
			Files.deleteIfExists(file); // before it is unlocked, so that nobody's but this one's is deleted
		}
	}
}
