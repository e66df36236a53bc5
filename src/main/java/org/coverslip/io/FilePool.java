package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a slide that has many: each is opened when it is first read, and only a limited number are open at once,
 * because an operating system allows a program only a few hundred or thousand. Thread-safe; a lock is held only while a
 * file is looked up or opened, never while it is read.
 */
public final class FilePool implements Closeable {

	private final int mostOpen;
	/** The least recently used file comes first. */
	private final Map<StoredFile, Open> open = new LinkedHashMap<>(16, 0.75f, true);
	private boolean closed;

	/**
	 * @param mostOpen
	 *            files kept open, &gt; 0; more are open only while more threads than this read different files
	 */
	public FilePool(final int mostOpen) {
		if (mostOpen < 1) throw new IllegalArgumentException("a pool of " + mostOpen + " files");
		this.mostOpen = mostOpen;
	}

	/**
	 * The bytes of a file, which is opened when they are first read. Closing it has no effect: the pool closes its
	 * files.
	 */
	public ByteSource source(final StoredFile file) {
		return new Pooled(file);
	}

	/** Number of files that are open now. */
	public synchronized int openCount() {
		return open.size();
	}

	/** Closes all files; later reads throw {@link ClosedChannelException}. */
	@Override
	public synchronized void close() throws IOException {
		closed = true;
		final List<Open> files = new ArrayList<>(open.values());
		open.clear();
		IOException failure = null;
		for (final Open file : files)
			try {
				file.source.close();
			}
			catch (final IOException e) {
				if (failure == null) failure = e;
				else failure.addSuppressed(e);
			}
		if (failure != null) throw failure;
	}

	private synchronized Open acquire(final StoredFile file) throws IOException {
		if (closed) throw new ClosedChannelException();
		Open found = open.get(file);
		if (found == null) {
			closeIdle(mostOpen - 1);
			found = new Open(file.open());
			open.put(file, found);
		}
		found.readers++;
		return found;
	}

	private synchronized void release(final Open file) throws IOException {
		file.readers--;
		closeIdle(mostOpen);
	}

	private void closeIdle(final int most) throws IOException {
		final Iterator<Open> files = open.values().iterator();
		while (open.size() > most && files.hasNext()) {
			final Open file = files.next();
			if (file.readers > 0) continue;
			files.remove();
			file.source.close();
		}
	}

	/** An open file, and how many threads read it now. */
	private static final class Open {

		private final ByteSource source;
		private int readers;

		Open(final ByteSource source) {
			this.source = source;
		}
	}

	private final class Pooled implements ByteSource {

		private final StoredFile file;
		private volatile long size = -1;

		Pooled(final StoredFile file) {
			this.file = file;
		}

		@Override
		public long size() throws IOException {
			if (size < 0) {
				final Open open = acquire(file);
				try {
					size = open.source.size();
				}
				finally {
					release(open);
				}
			}
			return size;
		}

		@Override
		public int read(final long position, final ByteBuffer dst) throws IOException {
			final Open open = acquire(file);
			try {
				return open.source.read(position, dst);
			}
			finally {
				release(open);
			}
		}

		@Override
		public void close() {
			// the pool closes it
		}

		@Override
		public String toString() {
			return file.toString();
		}
	}
}
