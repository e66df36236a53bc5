package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of any storage as one of the local file system, for libraries that read nothing else. It is the file itself
 * where it is one; otherwise a copy among the system's temporary files, which is deleted when this is closed.
 */
public final class LocalFile implements Closeable {

	/** The largest file that is copied. */
	private static final long MOST = 16L << 30;
	private static final int CHUNK = 1 << 20;

	private final Path path;
	private final boolean isCopy;

	private LocalFile(final Path path, final boolean isCopy) {
		this.path = path;
		this.isCopy = isCopy;
	}

	/**
	 * Finds or copies a file; the caller closes the result.
	 *
	 * @throws IOException
	 *             with one sentence, if it would have to be copied and is larger than 16 GiB, or than there is room for
	 */
	public static LocalFile of(final StoredFile file) throws IOException {
		return of(file, MOST);
	}

	/** As above, with another limit in bytes. */
	static LocalFile of(final StoredFile file, final long most) throws IOException {
		final Optional<Path> own = file.local();
		if (own.isPresent()) return new LocalFile(own.get(), false);
		final Path copy = TemporaryFiles.newFile("copy");
		try (ByteSource source = file.open()) {
			final long room = Math.min(most, Files.getFileStore(copy).getUsableSpace());
			if (source.size() > room)
				throw new IOException(file + " has " + source.size()
					+ " bytes and can be read only as a file by itself,"
					+ " but at most " + room + " bytes can be copied to " + copy.getParent()
					+ "; copy it to a folder and open it there");
			copy(source, copy);
			return new LocalFile(copy, true);
		}
		catch (final IOException | RuntimeException e) {
			Files.deleteIfExists(copy);
			throw e;
		}
	}

	private static void copy(final ByteSource source, final Path to) throws IOException {
		try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
			final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
			long at = 0;
			for (int n = source.read(at, chunk); n > 0; n = source.read(at, chunk.clear())) {
				at += n;
				chunk.flip();
				write(chunk, out, to);
			}
		}
	}

	private static void write(final ByteBuffer chunk, final FileChannel out, final Path to) throws IOException {
		try {
			while (chunk.hasRemaining())
				out.write(chunk);
		}
		catch (final IOException e) {
			throw WriteFault.of(to, e);
		}
	}

	/** Where it is. */
	public Path path() {
		return path;
	}

	/** Deletes the copy, if it is one. */
	@Override
	public void close() throws IOException {
		if (isCopy) Files.deleteIfExists(path);
	}
}
