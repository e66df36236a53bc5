package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Many files that grow at their ends, few of which are open at once: those that grew last. Thread-safe; threads that
 * append to different files do not wait for each other.
 */
public final class AppendedFiles implements Closeable {

	private final int mostOpen;
	/** The one that grew longest ago first; guarded by itself, after a file's own lock. */
	private final Map<Appended, Boolean> open = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * @param mostOpen
	 *            files that are open at once, but for those that threads are just appending to
	 */
	public AppendedFiles(final int mostOpen) {
		this.mostOpen = mostOpen;
	}

	/** A file, which is created when something is appended. */
	public Appended file(final Path path) {
		return new Appended(path);
	}

	/** One of the files. */
	public final class Appended {

		private final Path path;
		private final ReentrantLock lock = new ReentrantLock();
		private FileChannel channel;
		private long length;

		private Appended(final Path path) {
			this.path = path;
		}

		/**
		 * Appends all remaining bytes.
		 *
		 * @return where the first of them is
		 */
		public long append(final ByteBuffer bytes) throws IOException {
			final long at;
			lock.lock();
			try {
				if (channel == null)
					channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				at = length;
				length += bytes.remaining();
				for (long to = at; bytes.hasRemaining();)
					to += channel.write(bytes, to);
				synchronized (open) {
					open.put(this, true);
				}
			}
			catch (final IOException e) {
				throw WriteFault.of(path, e);
			}
			finally {
				lock.unlock();
			}
			closeSome();
			return at;
		}

		/** Closes it for now. */
		public void close() throws IOException {
			lock.lock();
			try {
				if (channel != null) channel.close();
				channel = null;
				synchronized (open) {
					open.remove(this);
				}
			}
			finally {
				lock.unlock();
			}
		}
	}

	private void closeSome() throws IOException {
		synchronized (open) {
			final Iterator<Appended> oldest = open.keySet().iterator();
			while (open.size() > mostOpen && oldest.hasNext()) {
				final Appended file = oldest.next();
				if (!file.lock.tryLock()) continue;
				try {
					oldest.remove();
					if (file.channel != null) file.channel.close();
					file.channel = null;
				}
				finally {
					file.lock.unlock();
				}
			}
		}
	}

	/** Closes all; nobody is appending any more. */
	@Override
	public void close() throws IOException {
		synchronized (open) {
			for (final Appended file : open.keySet())
				if (file.channel != null) file.channel.close();
			open.clear();
		}
	}
}
