package org.coverslip.web;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * How long threads wait for the other end of a connection. A thread that waits for longer is interrupted, which closes
 * the connection that it reads from or writes to, and nothing else. When work is waiting for a thread, those that have
 * waited longest for their connections give way before their time is up. Thread-safe.
 */
final class Patience implements Closeable {

	/** Who has waited no longer is not asked to give way: it may not have had time to do anything yet. */
	private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();

	private static final long LOOK_MILLIS = 100;

	private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
	private final IntSupplier wanted;
	private final Thread watch;

	/**
	 * Starts its thread.
	 *
	 * @param wanted
	 *            how many threads others wait for
	 */
	Patience(final IntSupplier wanted) {
		this.wanted = wanted;
		watch = new Thread(this::watch, "coverslip-web-patience");
		watch.setDaemon(true);
		watch.start();
	}

	/** The wait of one thread, which ends it itself by closing it; closing twice has no effect. */
	final class Wait implements AutoCloseable {

		private final Thread thread = Thread.currentThread();
		private final long begin = System.nanoTime();
		private final long most;
		private boolean over;
		private boolean interrupted;

		private Wait(final Duration most) {
			this.most = most.toNanos();
		}

		private boolean isTooLong(final long now) {
			return now - begin > most;
		}

		private synchronized void interrupt() {
			if (over) return;
			interrupted = true;
			thread.interrupt();
		}

		/** After this, the thread is not interrupted. */
		@Override
		public synchronized void close() {
			if (!over && interrupted) Thread.interrupted();
			over = true;
			waits.remove(this);
		}
	}

	/** The wait of the calling thread begins. */
	Wait begin(final Duration most) {
		final Wait wait = new Wait(most);
		waits.add(wait);
		return wait;
	}

	private void watch() {
		try {
			while (true) {
				Thread.sleep(LOOK_MILLIS);
				look(System.nanoTime());
			}
		}
		catch (final InterruptedException e) {
			// it was closed
		}
	}

	private void look(final long now) {
		final List<Wait> stale = new ArrayList<>();
		for (final Wait wait : waits) {
			if (wait.isTooLong(now)) wait.interrupt();
			else if (now - wait.begin > FRESH_NANOS) stale.add(wait);
		}
		stale.sort(Comparator.comparingLong(wait -> wait.begin - now));
		stale.stream().limit(wanted.getAsInt()).forEach(Wait::interrupt);
	}

	/** Ends its thread; threads that wait go on waiting. */
	@Override
	public void close() {
		watch.interrupt();
		try {
			watch.join();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
