package org.coverslip.web;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Work that waits for a fixed number of threads, the newest first: what was asked for last is what the user looks at.
 * Work that was asked for before the user went on waits until there is time; where too much waits, the oldest is
 * refused. Thread-safe.
 */
final class NewestFirst implements Closeable {

	/** One piece of work. Neither method throws. */
	interface Work {

		/**
		 * Does it.
		 *
		 * @param waitedMillis
		 *            how long it had to wait
		 */
		void run(long waitedMillis);

		/** Is told instead that it will not be done. */
		void refuse();
	}

	private record Waiting(Work work, long since) {}

	private final Deque<Waiting> waiting = new ArrayDeque<>();
	private final List<Thread> threads = new ArrayList<>();
	private final int most;
	private boolean closed;

	/**
	 * Starts the threads.
	 *
	 * @param most
	 *            that may wait
	 */
	NewestFirst(final String name, final int threadCount, final int most) {
		this.most = most;
		for (int i = 0; i < threadCount; i++) {
			final Thread thread = new Thread(this::work, name + "-" + (i + 1));
			thread.setDaemon(true);
			threads.add(thread);
		}
		threads.forEach(Thread::start);
	}

	/** Has work done when a thread is free. */
	void add(final Work work) {
		final Work refused;
		synchronized (waiting) {
			if (!closed) {
				waiting.addFirst(new Waiting(work, System.nanoTime()));
				waiting.notify();
			}
			refused = closed ? work : waiting.size() > most ? waiting.removeLast().work : null;
		}
		if (refused != null) refused.refuse();
	}

	private void work() {
		for (Waiting next = next(); next != null; next = next())
			next.work.run((System.nanoTime() - next.since) / 1_000_000);
	}

	/** Null when there will be no more. */
	private Waiting next() {
		synchronized (waiting) {
			while (waiting.isEmpty() && !closed)
				try {
					waiting.wait();
				}
				catch (final InterruptedException e) {
					closed = true; // nobody but a dying program interrupts these threads
				}
			return waiting.pollFirst();
		}
	}

	/** Refuses what waits, and returns when what is being done has ended. Closing twice has no effect. */
	@Override
	public void close() {
		final List<Waiting> refused;
		synchronized (waiting) {
			closed = true;
			refused = new ArrayList<>(waiting);
			waiting.clear();
			waiting.notifyAll();
		}
		refused.forEach(one -> one.work.refuse());
		boolean interrupted = false;
		for (final Thread thread : threads)
			while (thread.isAlive() && thread != Thread.currentThread())
				try {
					thread.join();
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
		if (interrupted) Thread.currentThread().interrupt();
	}
}
