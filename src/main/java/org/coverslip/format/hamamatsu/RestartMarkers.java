package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.SlideLifetime;

/**
 * Where the restart intervals of one JPEG stream begin: as the file tells, or found in its data. Thread-safe.
 * <p>
 * Intervals that lie a little behind a known one are looked for in the calling thread. Where nothing is known, or what
 * the file tells has proved wrong, one thread goes through the stream once, from the first read on; readers wait until
 * it has come to the interval they need, and it ends with the slide. Memory: one number for each interval.
 */
final class RestartMarkers {

	/** More intervals than the largest slides have; each needs 8 bytes of memory. */
	static final int MOST_INTERVALS = 1 << 24;

	/** As many intervals are looked for at once by the thread that reads. */
	private static final int NEAR = 256;
	private static final int CHUNK = 1 << 20;
	private static final int SMALL_CHUNK = 1 << 14;
	private static final int RST0 = 0xd0;
	private static final int EOI = 0xd9;

	private final ByteSource source;
	private final Path path;
	private final SlideLifetime lifetime;
	private final long dataStart;
	private final long dataEnd;
	private final int count;
	private final RestartHints hints;

	/** Guards all below. */
	private final Object lock = new Object();
	private boolean hinted = true;
	private long[] positions;
	/** Number of intervals that the search in all data has found; -1 before it begins. */
	private int found = -1;
	private IOException failure;

	/**
	 * @param dataStart
	 *            where the coded data begin: the first interval
	 * @param dataEnd
	 *            where they end
	 * @param count
	 *            number of intervals, 1 to {@link #MOST_INTERVALS}
	 * @param lifetime
	 *            ends the search
	 */
	RestartMarkers(final ByteSource source, final Path path, final SlideLifetime lifetime, final long dataStart,
		final long dataEnd, final int count, final RestartHints hints)
	{
		this.source = source;
		this.path = path;
		this.lifetime = lifetime;
		this.dataStart = dataStart;
		this.dataEnd = dataEnd;
		this.count = count;
		this.hints = hints;
	}

	/** Number of intervals. */
	int count() {
		return count;
	}

	/** The marker (0xd0 to 0xd7) that stands behind an interval that is not the last. */
	static int markerBehind(final int interval) {
		return RST0 + (interval & 7);
	}

	/**
	 * Where an interval begins, behind its marker.
	 *
	 * @param interval
	 *            0 &le; interval &le; count; with count, where the data end
	 * @throws SlideFormatException
	 *             if the stream has not so many intervals
	 */
	long start(final int interval) throws IOException {
		if (interval == 0) return dataStart;
		if (interval == count) return dataEnd;
		synchronized (lock) {
			if (positions == null) positions = load();
			if (hinted) {
				if (positions[interval] != RestartHints.UNKNOWN || findNear(interval)) return positions[interval];
				forgetHints();
			}
			return awaitFound(interval);
		}
	}

	/**
	 * Says that positions as the file told them are not those of markers: from now on they are searched for.
	 *
	 * @return whether there were such positions, so that asking again can help
	 */
	boolean distrust() {
		synchronized (lock) {
			if (!hinted) return false;
			forgetHints();
			return true;
		}
	}

	private void forgetHints() {
		hinted = false;
		positions = new long[count];
		positions[0] = dataStart;
	}

	private long[] load() throws IOException {
		final long[] told = hints.positions(count);
		if (told.length == count && isPlausible(told)) {
			told[0] = dataStart;
			return told;
		}
		forgetHints();
		return positions;
	}

	/** Whether what is told begins at the first interval, grows, and stays in the stream. */
	private boolean isPlausible(final long[] told) {
		if (told[0] != dataStart && told[0] != RestartHints.UNKNOWN) return false;
		long last = dataStart;
		for (int i = 1; i < count; i++) {
			if (told[i] == RestartHints.UNKNOWN) continue;
			if (told[i] < last + 2 || told[i] > dataEnd) return false;
			last = told[i];
		}
		return true;
	}

	/** Looks for an interval behind one that is known; false if none is near, or a marker is not where it should be. */
	private boolean findNear(final int interval) throws IOException {
		int known = interval - 1;
		while (positions[known] == RestartHints.UNKNOWN)
			if (interval - --known > NEAR) return false;
		final Search search = new Search(positions[known], known, SMALL_CHUNK);
		if (known > 0 && !search.isBehindMarker()) return false;
		while (search.next <= interval)
			if (!search.step() && search.next <= interval) return false;
		return true;
	}

	private long awaitFound(final int interval) throws IOException {
		if (found < 0) {
			found = 1;
			final Thread thread =
				new Thread(this::findAll, "Coverslip looks for restart markers in " + path.getFileName());
			thread.setDaemon(true);
			thread.start();
		}
		boolean interrupted = false;
		try {
			while (found <= interval && failure == null)
				try {
					lock.wait();
				}
				catch (final InterruptedException e) {
					interrupted = true; // as with all reads here, an interrupted one is finished
				}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
		if (found > interval) return positions[interval];
		lifetime.checkOpen();
		if (failure instanceof SlideFormatException e)
			throw new SlideFormatException(path, e.offset(), e.expected(), e.found(), e);
		throw new IOException(failure.getMessage(), failure);
	}

	/** The searching thread. */
	private void findAll() {
		IOException end = null;
		try {
			final Search search = new Search(dataStart, 0, CHUNK);
			while (search.next < count) {
				lifetime.checkOpen();
				if (!search.step() && search.next < count)
					throw new SlideFormatException(path, search.at, count - 1 + " restart markers in order",
						search.next - 1 + " of them");
			}
		}
		catch (final IOException e) {
			end = e;
		}
		catch (final RuntimeException | Error e) {
			end = new IOException("the search for restart markers failed: " + e, e);
			throw e;
		}
		finally {
			synchronized (lock) {
				failure = end;
				lock.notifyAll();
			}
		}
	}

	/** One way through the data. */
	private final class Search {

		private final byte[] buffer;
		private long at;
		private int next;

		/**
		 * @param from
		 *            where an interval begins
		 * @param interval
		 *            its number
		 */
		Search(final long from, final int interval, final int chunk) {
			at = from;
			next = interval + 1;
			buffer = new byte[chunk];
		}

		/** Whether the bytes before the first interval are its marker. */
		boolean isBehindMarker() throws IOException {
			final ByteBuffer marker = ByteBuffer.allocate(2);
			return source.read(at - 2, marker) == 2 && marker.get(0) == (byte) 0xff
				&& marker.get(1) == (byte) markerBehind(next - 2);
		}

		/** Goes through the next piece of data; false if they end, or a marker comes out of order. */
		boolean step() throws IOException {
			final ByteBuffer into = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, dataEnd - at));
			if (source.read(at, into) < 2) return false;
			synchronized (lock) {
				final boolean inOrder = take(into.position());
				if (!hinted) {
					found = Math.max(found, next);
					lock.notifyAll();
				}
				return inOrder;
			}
		}

		private boolean take(final int length) {
			int i = 0;
			for (; i + 1 < length && next < count; i++) {
				if (buffer[i] != (byte) 0xff) continue;
				final int code = buffer[i + 1] & 0xff;
				if (code < RST0 || code > EOI) continue;
				if (code != markerBehind(next - 1)) return false;
				positions[next++] = at + i + 2;
				i++;
			}
			at += i;
			return true;
		}
	}
}
