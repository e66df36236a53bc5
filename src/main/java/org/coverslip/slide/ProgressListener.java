package org.coverslip.slide;

/** Hears how far a long task is, and may cancel it. Called from any thread, also from several at once. */
public interface ProgressListener {

	/** Hears nothing and never cancels. */
	ProgressListener NONE = new ProgressListener() {

		@Override
		public void progress(final long done, final long total) {}

		@Override
		public boolean isCanceled() {
			return false;
		}
	};

	/**
	 * Called now and then, with growing {@code done}.
	 *
	 * @param done
	 *            units of work finished, 0 &le; done &le; total
	 * @param total
	 *            all units of work
	 */
	void progress(long done, long total);

	/** Asked between tiles; once it answers true, the task stops and undoes what it has begun. */
	boolean isCanceled();
}
