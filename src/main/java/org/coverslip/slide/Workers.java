package org.coverslip.slide;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does many steps of work on several threads.
 * <p>
 * Working threads are never interrupted, since an interrupt closes the file channels of the slide that they read. And
 * they are threads of their own, not of the common pool: there, a thread that waits for a task of its own helps with
 * others, and might then wait for the tile that it is reading.
 */
public final class Workers {

	/** How many threads a thread may start at once, and those that it starts. */
	private static final InheritableThreadLocal<Integer> MOST = new InheritableThreadLocal<>();

	private Workers() {}

	/** Something that is done with few threads. */
	@FunctionalInterface
	public interface Limited<T> {

		T run() throws IOException;
	}

	/**
	 * Does something of which all that is done by {@link #run} takes no more than so many threads: for programs that do
	 * several such things at once and have given each its share of the cores.
	 *
	 * @param most
	 *            &gt; 0
	 */
	public static <T> T withAtMost(final int most, final Limited<T> work) throws IOException {
		final Integer before = MOST.get();
		MOST.set(most);
		try {
			return work.run();
		}
		finally {
			if (before == null) MOST.remove();
			else MOST.set(before);
		}
	}

	/** How many threads are worth starting: one for each core, or as many as this thread may have. */
	public static int available() {
		final Integer most = MOST.get();
		final int cores = Runtime.getRuntime().availableProcessors();
		return most == null ? cores : Math.min(most, cores);
	}

	/** A step of work, called from several threads at once. */
	@FunctionalInterface
	public interface Step {

		/** Does one step. False if there was nothing left to do. */
		boolean run() throws IOException;
	}

	/**
	 * Repeats a step until there is nothing left, and returns when all threads have ended.
	 *
	 * @throws IOException
	 *             or an unchecked exception: the first that a step threw; no new step is begun after it
	 * @throws InterruptedIOException
	 *             if the calling thread was interrupted; its interrupt flag is set again
	 */
	public static void run(final int count, final Step step) throws IOException {
		final AtomicReference<Throwable> failure = new AtomicReference<>();
		final List<Thread> threads = new ArrayList<>();
		final int most = MOST.get() == null ? count : Math.min(count, MOST.get());
		for (int i = 0; i < most; i++) {
			final Thread thread = new Thread(() -> repeat(step, failure), "coverslip-worker-" + (i + 1));
			thread.setDaemon(true);
			threads.add(thread);
			thread.start();
		}
		boolean interrupted = false;
		for (final Thread thread : threads)
			while (thread.isAlive())
				try {
					thread.join();
				}
				catch (final InterruptedException e) {
					interrupted = true;
					failure.compareAndSet(null, new InterruptedIOException("interrupted"));
				}
		if (interrupted) Thread.currentThread().interrupt();
		rethrow(failure.get());
	}

	/** One of several numbered pieces of work, called from several threads at once. */
	@FunctionalInterface
	public interface Piece {

		void work(long number) throws IOException;
	}

	/** Does pieces 0 to {@code pieces} - 1, the first ones first, on all cores; else as {@link #run(int, Step)}. */
	public static void runNumbered(final long pieces, final Piece piece) throws IOException {
		final AtomicLong next = new AtomicLong();
		run((int) Math.min(pieces, available()), () -> {
			final long number = next.getAndIncrement();
			if (number < pieces) piece.work(number);
			return number < pieces;
		});
	}

	private static void repeat(final Step step, final AtomicReference<Throwable> failure) {
		try {
			while (failure.get() == null && step.run()) {
				// the step did its work
			}
		}
		catch (final Throwable e) {
			failure.compareAndSet(null, e);
		}
	}

	private static void rethrow(final Throwable failure) throws IOException {
		if (failure == null) return;
		if (failure instanceof IOException exception) throw exception;
		if (failure instanceof RuntimeException exception) throw exception;
		if (failure instanceof Error error) throw error;
		throw new IOException(failure);
	}
}
