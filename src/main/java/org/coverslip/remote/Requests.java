package org.coverslip.remote;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that get what will be asked for: fewer than the requests at once, so that who waits is not kept. */
final class Requests {

	private static final int THREADS = HttpDoor.AT_ONCE - 2;
	private static final ThreadPoolExecutor POOL = pool();

	private Requests() {}

	private static ThreadPoolExecutor pool() {
		final ThreadPoolExecutor pool =
			new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
				final Thread thread = new Thread(task, "coverslip-remote");
				thread.setDaemon(true);
				return thread;
			});
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	static void execute(final Runnable task) {
		POOL.execute(task);
	}
}
