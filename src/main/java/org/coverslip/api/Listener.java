package org.coverslip.api;

import java.util.concurrent.atomic.AtomicBoolean;

import org.coverslip.slide.ProgressListener;

/** Passes on to a {@link Progress} what the engine tells its listeners. */
final class Listener implements ProgressListener {

	private final Progress progress;
	private final AtomicBoolean canceled = new AtomicBoolean();

	Listener(final Progress progress) {
		this.progress = progress;
	}

	@Override
	public void progress(final long done, final long total) {
		if (!progress.at(done, total)) canceled.set(true);
	}

	@Override
	public boolean isCanceled() {
		return canceled.get();
	}
}
