package org.coverslip.slide;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Counts units of work from many threads, and tells a listener from time to time. Thread-safe. */
public final class ProgressMeter {

	private static final long INTERVAL_NANOS = 20_000_000;

	private final ProgressListener listener;
	private final long total;
	private final AtomicLong done = new AtomicLong();
	private final ReentrantLock telling = new ReentrantLock();
	private long lastTold;
	private long lastTime;

	public ProgressMeter(final ProgressListener listener, final long total) {
		this.listener = listener;
		this.total = total;
		lastTime = System.nanoTime() - INTERVAL_NANOS;
	}

	/** Throws {@link CancellationException} if the listener has canceled. */
	public void checkCanceled() {
		if (listener.isCanceled()) throw new CancellationException("canceled");
	}

	/** Passes a remark on to the listener. */
	public void remark(final String sentence) {
		listener.remark(sentence);
	}

	/** Adds finished units. While one thread tells the listener, others do not wait. */
	public void add(final long units) {
		done.addAndGet(units);
		if (!telling.tryLock()) return;
		try {
			final long now = System.nanoTime();
			if (now - lastTime >= INTERVAL_NANOS) {
				lastTime = now;
				tell(done.get());
			}
		}
		finally {
			telling.unlock();
		}
	}

	/** Tells the listener that all is done. */
	public void finish() {
		telling.lock();
		try {
			tell(total);
		}
		finally {
			telling.unlock();
		}
	}

	private void tell(final long value) {
		final long bounded = Math.min(value, total);
		if (bounded <= lastTold && lastTold > 0) return;
		lastTold = bounded;
		listener.progress(bounded, total);
	}
}
