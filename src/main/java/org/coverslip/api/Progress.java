package org.coverslip.api;

/** Hears how far something is that takes long, and may end it. */
@FunctionalInterface
public interface Progress {

	/**
	 * Called now and then, from any thread, also from several at once.
	 *
	 * @param done
	 *            0 to {@code total}; of calls at the same time the smaller number may come last
	 * @param total
	 *            all there is to do, in units of its own
	 * @return whether to go on; otherwise what was begun is undone, and a
	 *         {@link java.util.concurrent.CancellationException} thrown
	 */
	boolean at(long done, long total);
}
