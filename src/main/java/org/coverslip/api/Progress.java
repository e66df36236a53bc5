package org.coverslip.api;

/** Is told how far a long task has come, and may stop it. */
@FunctionalInterface
public interface Progress {

	/**
	 * Called from time to time, possibly from several threads at once.
	 *
	 * @param done
	 *            0 to {@code total}; simultaneous calls may arrive out of order
	 * @param total
	 *            the whole task, in arbitrary units
	 * @return {@code true} to go on; {@code false} stops the task, which undoes what it began and throws a
	 *         {@link java.util.concurrent.CancellationException}
	 */
	boolean at(long done, long total);
}
