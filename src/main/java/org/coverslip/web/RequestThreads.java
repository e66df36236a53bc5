package org.coverslip.web;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which Java's server reads requests. Each reads one as a whole before it can be answered, and waits for
 * what has not been sent yet: so requests that are begun and not ended each keep a thread, for a while. There are
 * enough threads for many of them; where there are more, those that have waited longest are given up. Thread-safe.
 */
final class RequestThreads implements Executor, Closeable {

	private static final int MOST = 128;
	private static final long IDLE_SECONDS = 10;

	/** For what says what is wanted, which browsers send at once. */
	private static final Duration HEADERS = Duration.ofSeconds(5);

	private final Duration longest;
	private final ThreadPoolExecutor pool;
	private final Patience patience;
	private final Map<Thread, Patience.Wait> reading = new ConcurrentHashMap<>();

	/**
	 * @param longest
	 *            that a request may take to arrive once its headers have, which may take 5 seconds
	 */
	RequestThreads(final Duration longest) {
		this.longest = longest;
		final HandedOver queue = new HandedOver();
		pool = new ThreadPoolExecutor(1, MOST, IDLE_SECONDS, TimeUnit.SECONDS, queue, work -> {
			final Thread thread = new Thread(work, "coverslip-web-request");
			thread.setDaemon(true);
			return thread;
		}, (work, full) -> queue.put(work));
		patience = new Patience(queue::size);
	}

	/** Takes only what an idle thread takes at once, so that otherwise a thread is added; what is put waits. */
	private static final class HandedOver extends LinkedTransferQueue<Runnable> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean offer(final Runnable work) {
			return tryTransfer(work);
		}
	}

	/** Reads and answers a request when there is a thread. */
	@Override
	public void execute(final Runnable request) {
		pool.execute(() -> {
			final Thread thread = Thread.currentThread();
			reading.put(thread, patience.begin(longest.compareTo(HEADERS) < 0 ? longest : HEADERS));
			try {
				request.run();
			}
			finally {
				hasRequest();
			}
		});
	}

	/** Called by a request's own thread, when it is known what is wanted: its content may take longer. */
	void hasHeaders() {
		hasRequest();
		reading.put(Thread.currentThread(), patience.begin(longest));
	}

	/** Called by a request's own thread, when no more is to be read: it is not given up any more. */
	void hasRequest() {
		final Patience.Wait wait = reading.remove(Thread.currentThread());
		if (wait != null) wait.close();
	}

	/** Ends all threads, and returns when they have ended. */
	@Override
	public void close() {
		pool.shutdownNow();
		try {
			pool.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		patience.close();
	}
}
