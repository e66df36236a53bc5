package org.coverslip.slide;

/** Follows the progress of a long task, and may cancel it. Called from any thread, and from several at once. */
public interface ProgressListener {

	/** Ignores progress and never cancels. */
	ProgressListener NONE = new ProgressListener() {

		@Override
		public void progress(final long done, final long total) {}

		@Override
		public boolean isCanceled() {
			return false;
		}
	};

	/**
	 * Called from time to time, with growing {@code done}.
	 *
	 * @param done
	 *            units of work finished, 0 &le; done &le; total
	 * @param total
	 *            all units of work
	 */
	void progress(long done, long total);

	/** Asked between tiles; once it answers true, the task stops and undoes what it has begun. */
	boolean isCanceled();

	/**
	 * Told of what is left out although the task goes on.
	 *
	 * @param sentence
	 *            for the user; names the file
	 */
	default void remark(final String sentence) {
		// for those who show it
	}

	/**
	 * For one of several tasks of about the same length, one after the other.
	 *
	 * @param number
	 *            from 0
	 * @param of
	 *            how many there are
	 */
	default ProgressListener part(final int number, final int of) {
		final ProgressListener whole = this;
		return new ProgressListener() {

			private static final long UNITS = 1000;

			@Override
			public void progress(final long done, final long total) {
				whole.progress(number * UNITS + (total == 0 ? 0 : done * UNITS / total), of * UNITS);
			}

			@Override
			public boolean isCanceled() {
				return whole.isCanceled();
			}

			@Override
			public void remark(final String sentence) {
				whole.remark(sentence);
			}
		};
	}
}
