package org.coverslip.remote;

import java.util.concurrent.TimeUnit;

/** A point in time at which waiting ends. Immutable. */
final class Deadline {

	/** A read that fails has failed by then, with all that is tried again. */
	static final long READ_MILLIS = 17_000;

	private final long at;

	private Deadline(final long at) {
		this.at = at;
	}

	/** The end of a read that begins now. */
	static Deadline ofRead() {
		return inMillis(READ_MILLIS);
	}

	static Deadline inMillis(final long millis) {
		return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
	}

	/** Milliseconds until then; 0 if it is over. */
	long left() {
		return Math.max(0, TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime()));
	}
}
