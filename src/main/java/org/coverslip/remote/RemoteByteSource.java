package org.coverslip.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.coverslip.io.ByteSource;

/**
 * The bytes of an object on a server, got in blocks, which are kept. Blocks that follow each other come by one request;
 * several requests run at once; two threads that want one block get it once. Who reads on from where the last read
 * ended gets more and more at once. Thread-safe.
 */
final class RemoteByteSource implements ByteSource {

	private static final int BLOCK = BlockCache.BLOCK;
	/** Blocks of one request at most: 1 MiB. */
	private static final int LONGEST_RUN = 16;
	/** Blocks of one request at least, where more of them are not there yet. */
	private static final int SHORTEST_RUN = 2;
	/** Blocks that are waited for at once. */
	private static final int WINDOW = 4 * LONGEST_RUN;
	/** Blocks between two wanted ones that are rather got than left out. */
	private static final int GAP = 1;

	private final RemoteObject object;
	private final Map<Long, BlockRun> running = new ConcurrentHashMap<>();
	private volatile long lastEnd = -1;
	private volatile int ahead = SHORTEST_RUN;
	private volatile boolean closed;

	RemoteByteSource(final RemoteObject object) {
		this.object = object;
	}

	@Override
	public long size() {
		return object.size();
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		if (closed) throw new ClosedChannelException();
		if (position >= size() || !dst.hasRemaining()) return 0;
		final long end = Math.min(size(), position + dst.remaining());
		final long last = (end - 1) / BLOCK;
		noteWhetherOnward(position, end);
		for (long block = position / BLOCK; block <= last; block += WINDOW)
			readWindow(position, end, block, Math.min(last, block + WINDOW - 1), dst);
		return (int) (end - position);
	}

	private void noteWhetherOnward(final long position, final long end) {
		final boolean onward = position >= lastEnd && position - lastEnd <= BLOCK && lastEnd >= 0;
		ahead = onward ? Math.min(LONGEST_RUN, ahead * 2) : SHORTEST_RUN;
		lastEnd = end;
	}

	/** Reads what lies in some blocks, of which those that are missing come all at once. */
	private void readWindow(final long position, final long end, final long from, final long to, final ByteBuffer dst)
		throws IOException
	{
		final Map<Long, byte[]> kept = new HashMap<>();
		final TreeSet<Long> missing = new TreeSet<>();
		for (long block = from; block <= to; block++) {
			final byte[] bytes = BlockCache.shared().get(object.key(), block);
			if (bytes == null) missing.add(block);
			else kept.put(block, bytes);
		}
		final Map<Long, BlockRun> runs = new HashMap<>();
		final Deadline deadline = Deadline.ofRead();
		if (!missing.isEmpty()) {
			addAhead(missing);
			final List<BlockRun> mine = begin(missing, runs);
			mine.stream().skip(1).forEach(run -> Requests.execute(() -> run.begin(deadline)));
		}
		for (long block = from; block <= to; block++) {
			byte[] bytes = kept.get(block);
			int start = 0;
			if (bytes == null) {
				final BlockRun run = runs.get(block);
				bytes = run.get(deadline);
				start = (int) (block - run.first()) * BLOCK;
			}
			final int skipped = (int) Math.max(0, position - block * BLOCK);
			final int stop = (int) Math.min(BLOCK, end - block * BLOCK);
			dst.put(bytes, start + skipped, stop - skipped);
		}
	}

	/** Adds blocks behind the last missing one. */
	private void addAhead(final TreeSet<Long> missing) {
		final long blocks = (size() + BLOCK - 1) / BLOCK;
		for (long block = missing.last() + 1; missing.size() < ahead && block < blocks
			&& !BlockCache.shared().has(object.key(), block); block++)
			missing.add(block);
	}

	/**
	 * Makes requests of blocks; those that are under way already are not asked for again.
	 *
	 * @param runs
	 *            receives where each of the blocks comes from
	 * @return the requests that nobody has begun yet
	 */
	private List<BlockRun> begin(final TreeSet<Long> wanted, final Map<Long, BlockRun> runs) {
		final List<BlockRun> made = new ArrayList<>();
		synchronized (running) {
			final List<Long> free = new ArrayList<>();
			for (final long block : wanted) {
				final BlockRun other = running.get(block);
				if (other == null) free.add(block);
				else runs.put(block, other);
			}
			for (int i = 0; i < free.size();) {
				int next = i + 1;
				while (next < free.size() && continues(free.get(i), free.get(next - 1), free.get(next)))
					next++;
				made.add(run(free.get(i), free.get(next - 1), runs));
				i = next;
			}
		}
		return made;
	}

	private BlockRun run(final long first, final long last, final Map<Long, BlockRun> runs) {
		final BlockRun run = new BlockRun(object, first, (int) (last - first + 1), done -> {
			for (long block = first; block <= last; block++)
				running.remove(block, done);
		});
		for (long block = first; block <= last; block++) {
			running.put(block, run);
			runs.put(block, run);
		}
		return run;
	}

	@Override
	public void expect(final long[] positions, final long[] lengths) {
		if (closed) return;
		begin(missing(positions, lengths), new HashMap<>())
			.forEach(run -> Requests.execute(() -> run.begin(Deadline.ofRead())));
	}

	@Override
	public int requests(final long[] positions, final long[] lengths) {
		int runs = 0;
		long start = 0;
		long last = Long.MIN_VALUE / 2;
		for (final long block : missing(positions, lengths)) {
			if (!continues(start, last, block)) {
				runs++;
				start = block;
			}
			last = block;
		}
		return runs;
	}

	/** Whether a block goes into the request of others. */
	private static boolean continues(final long first, final long last, final long block) {
		return block - last <= 1 + GAP && block - first < LONGEST_RUN;
	}

	/** The blocks in which bytes lie and that are not kept; no more of them than half of what can be kept. */
	private TreeSet<Long> missing(final long[] positions, final long[] lengths) {
		final TreeSet<Long> wanted = new TreeSet<>();
		final long most = BlockCache.shared().most() / BLOCK / 2;
		for (int i = 0; i < positions.length; i++) {
			if (positions[i] < 0 || lengths[i] <= 0 || positions[i] > size() - lengths[i]) continue;
			for (long block = positions[i] / BLOCK; block <= (positions[i] + lengths[i] - 1) / BLOCK; block++) {
				if (wanted.size() >= most) break;
				if (!BlockCache.shared().has(object.key(), block)) wanted.add(block);
			}
		}
		return wanted;
	}

	@Override
	public void close() {
		closed = true;
		running.values().forEach(BlockRun::cancel);
	}

	@Override
	public String toString() {
		return object.toString();
	}
}
