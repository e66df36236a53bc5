package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.coverslip.io.TemporaryFiles;

/** A temporary folder of a server, made when it is first needed, and deleted with all that is in it. Thread-safe. */
final class ServerFolder implements Closeable {

	private static final int NAME_BYTES = 16;

	private final SecureRandom random = new SecureRandom();
	private Path folder;
	private boolean closed;

	/** A path for a new file, which does not exist yet. */
	synchronized Path newPath(final String ending) throws IOException {
		if (closed) throw new IOException("the server has stopped");
		if (folder == null) {
			folder = TemporaryFiles.newFolder("web");
			folder.toFile().deleteOnExit();
		}
		final byte[] name = new byte[NAME_BYTES];
		random.nextBytes(name);
		final Path path = folder.resolve(HexFormat.of().formatHex(name) + ending);
		path.toFile().deleteOnExit();
		return path;
	}

	/** Deletes all files and the folder. */
	@Override
	public synchronized void close() throws IOException {
		closed = true;
		if (folder == null) return;
		try (var files = Files.list(folder)) {
			for (final Path file : (Iterable<Path>) files::iterator)
				Files.deleteIfExists(file);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		Files.deleteIfExists(folder);
	}
}
