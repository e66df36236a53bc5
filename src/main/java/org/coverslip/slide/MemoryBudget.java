package org.coverslip.slide;

import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory caches and buffers take of the heap, all of the process together: a quarter is for decoded tiles, in
 * one cache that all slides share, and another quarter is set aside for work that keeps pixels of its own while it
 * lasts. Thread-safe.
 */
public final class MemoryBudget {

	/** Keeping more tiles hardly saves work, and delays the garbage collector's. */
	private static final long MOST_TILES = 512L << 20;

	private static final Cleaner CLEANER = Cleaner.create();
	private static final MemoryBudget PROCESS = ofHeap(Runtime.getRuntime().maxMemory());

	private final long heap;
	private final AtomicLong left;
	private TileCache tiles;

	private MemoryBudget(final long heap) {
		this.heap = heap;
		left = new AtomicLong(heap / 4);
	}

	/** The budget of this process. */
	public static MemoryBudget ofProcess() {
		return PROCESS;
	}

	/**
	 * A budget of a heap of so many bytes, of which nothing is taken yet.
	 *
	 * @param bytes
	 *            &gt; 0
	 */
	public static MemoryBudget ofHeap(final long bytes) {
		return new MemoryBudget(bytes);
	}

	/** How many bytes may be allocated in this process now, before anything has to be collected. */
	public static long freeBytes() {
		final Runtime runtime = Runtime.getRuntime();
		return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
	}

	/** The cache of decoded tiles that all who share this budget share; made when it is first asked for. */
	public synchronized TileCache tiles() {
		if (tiles == null) tiles = TileCache.ofBytes(atMost(MOST_TILES, 4));
		return tiles;
	}

	/**
	 * The limit of a single buffer.
	 *
	 * @param most
	 *            bytes, where the heap is large
	 * @param part
	 *            of the heap it may take one in so many, where the heap is small
	 */
	public long atMost(final long most, final int part) {
		return Math.min(most, heap / part);
	}

	/** How many bytes nobody has set aside yet; negative where work was given more than there is. */
	public long left() {
		return left.get();
	}

	/**
	 * Sets memory aside: as much as is wanted, or what is left if that is less.
	 *
	 * @param wanted
	 *            bytes
	 * @param least
	 *            bytes without which the work cannot be done; granted even if less is left
	 * @return to be closed when the work is done; at the latest it is given back when it is garbage-collected
	 */
	public Reservation reserve(final long wanted, final long least) {
		while (true) {
			final long now = left.get();
			final long bytes = Math.max(least, Math.min(wanted, now));
			if (left.compareAndSet(now, now - bytes)) return new Reservation(this, bytes);
		}
	}

	/** Sets memory aside if all that is wanted is left; else nothing. As {@link #reserve}. */
	public Optional<Reservation> tryReserve(final long wanted) {
		while (true) {
			final long now = left.get();
			if (wanted > now) return Optional.empty();
			if (left.compareAndSet(now, now - wanted)) return Optional.of(new Reservation(this, wanted));
		}
	}

	/** Memory that is set aside until it is closed; closing it twice has no effect. Thread-safe. */
	public static final class Reservation implements AutoCloseable {

		private final long bytes;
		private final Cleaner.Cleanable given;

		private Reservation(final MemoryBudget budget, final long bytes) {
			this.bytes = bytes;
			given = CLEANER.register(this, () -> budget.left.addAndGet(bytes));
		}

		/** How much it is. */
		public long bytes() {
			return bytes;
		}

		@Override
		public void close() {
			given.clean();
		}
	}
}
