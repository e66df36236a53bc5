package org.coverslip.imagej;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does numbered pieces of work on all cores, the first ones first.
 * <p>
 * Why not a parallel stream: a thread of the common pool that waits for a task of its own helps with others, and might then wait for
 * the tile that it is reading. And workers are never interrupted, since that would close the slide's file under other readers.
 */
final class Workers {

	private Workers() {}

	/**
	 * Does all pieces, and returns when the last one is done.
	 *
	 * @param count
	 *            number of pieces
	 * @throws CancellationException
	 *             if a piece throws it, or the calling thread is interrupted, which it then still is
	 * @throws IOException
	 *             the first failure of a piece; no other piece is begun after it
	 */
	static void run(final long count, final Piece piece) throws IOException {
		final int threads = (int) Math.min(count, Runtime.getRuntime().availableProcessors());
		final AtomicLong next = new AtomicLong();
		final ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads), Workers::daemon);
		try {
			final List<Future<?>> workers = new ArrayList<>();
			for (int i = 0; i < threads; i++)
				workers.add(pool.submit(() -> {
					work(count, next, piece);
					return null;
				}));
			await(workers, next, count);
		}
		finally {
			pool.shutdown();
		}
	}

	private static Thread daemon(final Runnable work) {
		final Thread thread = new Thread(work, "coverslip-read");
		thread.setDaemon(true);
		return thread;
	}

	private static void work(final long count, final AtomicLong next, final Piece piece) throws IOException {
		boolean done = false;
		try {
			for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement())
				piece.work(n);
			done = true;
		}
		finally {
			if (!done) next.set(count);
		}
	}

	/** Waits for all workers, also after a failure: none may write to the image once it is given up. */
	private static void await(final List<Future<?>> workers, final AtomicLong next, final long count) throws IOException {
		Throwable failure = null;
		boolean interrupted = false;
		for (final Future<?> worker : workers)
			while (true) {
				try {
					worker.get();
				}
				catch (final ExecutionException e) {
					if (failure == null) failure = e.getCause();
				}
				catch (final InterruptedException e) {
					interrupted = true;
					next.set(count);
					continue;
				}
				break;
			}
		if (interrupted) Thread.currentThread().interrupt();
		if (failure instanceof IOException e) throw e;
		if (failure instanceof RuntimeException e) throw e;
		if (failure instanceof Error e) throw e;
		if (interrupted) throw new CancellationException("the reading was interrupted");
	}

	/** One piece of the work; called from several threads at once. */
	@FunctionalInterface
	interface Piece {

		void work(long number) throws IOException;
	}
}
