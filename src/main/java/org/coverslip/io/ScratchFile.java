package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file for data that do not fit into memory: written and read at positions, and deleted when closed.
 * Thread-safe; reading and writing take no lock.
 * <p>
 * As in {@link FileByteSource}, an interrupted thread does not close the file for the others.
 */
public final class ScratchFile implements ByteSource {

	private final Path path;
	private volatile FileChannel channel;
	private volatile boolean closed;

	private ScratchFile(final Path path, final FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/** Creates an empty file in the system's folder for temporary files; the caller closes it. */
	public static ScratchFile create() throws IOException {
		return opened(TemporaryFiles.newFile("scratch"));
	}

	/** Creates an empty file in a folder that exists; the caller closes it. */
	public static ScratchFile createIn(final Path folder) throws IOException {
		return opened(TemporaryFiles.newFileIn(folder, "scratch"));
	}

	private static ScratchFile opened(final Path path) throws IOException {
		try {
			return new ScratchFile(path, open(path));
		}
		catch (final IOException e) {
			Files.deleteIfExists(path);
			throw e;
		}
	}

	private static FileChannel open(final Path path) throws IOException {
		return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	/** Bytes that there is room for besides what is written. */
	long usableSpace() throws IOException {
		return Files.getFileStore(path).getUsableSpace();
	}

	@Override
	public long size() throws IOException {
		return Files.size(path);
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		return transfer(dst, buffer -> {
			int total = 0;
			for (int n = 0; buffer.hasRemaining() && n >= 0; total += Math.max(0, n))
				n = channel.read(buffer, position + total);
			return total;
		});
	}

	/**
	 * Writes all remaining bytes of {@code src} at a position, which may lie behind the end: what is between reads as
	 * zeros.
	 */
	public void write(final long position, final ByteBuffer src) throws IOException {
		transfer(src, buffer -> {
			int total = 0;
			try {
				while (buffer.hasRemaining())
					total += channel.write(buffer, position + total);
			}
			catch (final IOException e) {
				throw WriteFault.of(path, e);
			}
			return total;
		});
	}

	@FunctionalInterface
	private interface Transfer {

		int of(ByteBuffer buffer) throws IOException;
	}

	/** Repeats a transfer if an interrupt, of this thread or another, closed the channel under it. */
	private int transfer(final ByteBuffer buffer, final Transfer transfer) throws IOException {
		final int start = buffer.position();
		boolean interrupted = false;
		try {
			while (true) {
				interrupted |= Thread.interrupted();
				final FileChannel current = channel;
				try {
					return transfer.of(buffer);
				}
				catch (final ClosedChannelException e) {
					interrupted |= Thread.interrupted();
					reopen(current);
					buffer.position(start);
				}
			}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	/** Opens the file again unless another thread did, or the owner closed it. */
	private synchronized void reopen(final FileChannel broken) throws IOException {
		if (closed) throw new ClosedChannelException();
		if (channel == broken && !broken.isOpen()) channel = open(path);
	}

	/** Deletes the file. Closing twice has no effect. */
	@Override
	public synchronized void close() throws IOException {
		if (closed) return;
		closed = true;
		try {
			channel.close();
		}
		finally {
			Files.deleteIfExists(path);
		}
	}
}
