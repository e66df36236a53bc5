package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file. Thread-safe; reading takes no lock.
 * <p>
 * A bare {@link FileChannel} would not do: it closes itself when a reading thread is interrupted, and so takes the file
 * away from all other readers. Here the channel is opened again, the read is repeated, and the interrupt stays set.
 */
public final class FileByteSource implements ByteSource {

	private final Path path;
	private final long size;
	private volatile FileChannel channel;
	private volatile boolean closed;

	private FileByteSource(final Path path, final FileChannel channel, final long size) {
		this.path = path;
		this.channel = channel;
		this.size = size;
	}

	/**
	 * Opens a file for reading; the caller closes it.
	 *
	 * @throws IOException
	 *             if there is none, or it is a device, a pipe or a folder
	 */
	public static FileByteSource open(final Path path) throws IOException {
		RegularFiles.checkInput(path);
		final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
		try {
			return new FileByteSource(path, channel, channel.size());
		}
		catch (final IOException e) {
			channel.close();
			throw e;
		}
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		final int start = dst.position();
		boolean interrupted = false;
		try {
			while (true) {
				interrupted |= Thread.interrupted();
				final FileChannel current = channel;
				try {
					return readAll(current, position, dst);
				}
				catch (final ClosedChannelException e) {
					reopen(current);
					dst.position(start);
				}
			}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	private static int readAll(final FileChannel channel, final long position, final ByteBuffer dst)
		throws IOException {
		int total = 0;
		while (dst.hasRemaining()) {
			final int n = channel.read(dst, position + total);
			if (n < 0) break;
			total += n;
		}
		return total;
	}

	/** Opens the file again unless another thread did, or the owner closed it. */
	private synchronized void reopen(final FileChannel broken) throws IOException {
		if (closed) throw new ClosedChannelException();
		if (channel == broken) channel = FileChannel.open(path, StandardOpenOption.READ);
	}

	@Override
	public synchronized void close() throws IOException {
		closed = true;
		channel.close();
	}

	@Override
	public String toString() {
		return path.toString();
	}
}
