package org.coverslip.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.coverslip.slide.ProgressListener;

/** Ends Spark's jobs when a listener cancels, until it is closed. */
final class CancelWatch implements AutoCloseable {

	private static final long MILLIS = 200;

	private final ProgressListener progress;
	private final Thread thread;

	CancelWatch(final JavaSparkContext spark, final ProgressListener progress) {
		this.progress = progress;
		thread = new Thread(() -> {
			try {
				while (true) {
					if (progress.isCanceled()) spark.cancelAllJobs(); // those that are begun later too
					Thread.sleep(MILLIS);
				}
			}
			catch (final InterruptedException | IllegalStateException e) {
				return; // nothing is left to cancel: all is done, or Spark has been stopped
			}
		}, "coverslip-cancel");
		thread.setDaemon(true);
		thread.start();
	}

	boolean isCanceled() {
		return progress.isCanceled();
	}

	@Override
	public void close() {
		thread.interrupt();
	}
}
