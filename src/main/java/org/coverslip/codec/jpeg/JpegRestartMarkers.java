package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

import org.coverslip.io.ByteSource;

/**
 * Where the restart intervals of one JPEG stream begin: as its container tells, or found in its data. Thread-safe.
 * <p>
 * Intervals that lie a little behind a known one are looked for in the calling thread. Where nothing is known, or what
 * it tells has proved wrong, one thread goes through the stream once, from the first read on; readers wait until it has
 * come to the interval they need, and it ends when the stream is closed. Memory: one number for each interval.
 */
final class JpegRestartMarkers {

	/** More intervals than the largest slides have; each needs 8 bytes of memory. */
	static final int MOST_INTERVALS = 1 << 24;

	/** As many intervals are looked for at once by the thread that reads. */
	private static final int NEAR = 256;
	private static final int CHUNK = 1 << 20;
	private static final int SMALL_CHUNK = 1 << 14;

	private final ByteSource source;
	private final long dataStart;
	private final long dataEnd;
	private final int count;
	private final JpegRestartHints hints;

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
	 */
	JpegRestartMarkers(final ByteSource source, final long dataStart, final long dataEnd, final int count,
		final JpegRestartHints hints)
	{
		this.source = source;
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
		return JpegSegments.RST0 + (interval & 7);
	}

	/**
	 * Where an interval begins, behind its marker.
	 *
	 * @param interval
	 *            0 &le; interval &le; count; with count, where the data end
	 * @throws DamagedJpegException
	 *             if the stream has not so many intervals
	 * @throws ClosedChannelException
	 *             if it was closed before the interval was found
	 */
	long start(final int interval) throws IOException {
		if (interval == 0) return dataStart;
		if (interval == count) return dataEnd;
		synchronized (lock) {
			if (positions == null) positions = load();
			if (hinted) {
				if (positions[interval] != JpegRestartHints.UNKNOWN || findNear(interval)) return positions[interval];
				forgetHints();
			}
			return awaitFound(interval);
		}
	}

	/**
	 * Says that positions as they were told are not those of markers: from now on they are searched for.
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
		if (told[0] != dataStart && told[0] != JpegRestartHints.UNKNOWN) return false;
		long last = dataStart;
		for (int i = 1; i < count; i++) {
			if (told[i] == JpegRestartHints.UNKNOWN) continue;
			if (told[i] < last + 2 || told[i] > dataEnd) return false;
			last = told[i];
		}
		return true;
	}

	/** Looks for an interval behind one that is known; false if none is near, or a marker is not where it should be. */
	private boolean findNear(final int interval) throws IOException {
		int known = interval - 1;
		while (positions[known] == JpegRestartHints.UNKNOWN)
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
			final Thread thread = new Thread(this::findAll, "Coverslip looks for restart markers");
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
		throw again(failure);
	}

	/** The search's failure, for one of the threads that wait. */
	private static IOException again(final IOException failure) {
		if (failure instanceof DamagedJpegException e) return new DamagedJpegException(e);
		final IOException other = failure instanceof ClosedChannelException ? new ClosedChannelException()
			: new IOException(failure.getMessage());
		other.initCause(failure);
		return other;
	}

	/** The searching thread. */
	private void findAll() {
		IOException end = null;
		try {
			final Search search = new Search(dataStart, 0, CHUNK);
			while (search.next < count)
				if (!search.step() && search.next < count) throw new DamagedJpegException(search.at,
					count - 1 + " restart markers in order", search.next - 1 + " of them");
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
				if (code < JpegSegments.RST0 || code > JpegSegments.EOI) continue;
				if (code != markerBehind(next - 1)) return false;
				positions[next++] = at + i + 2;
				i++;
			}
			at += i;
			return true;
		}
	}
}
