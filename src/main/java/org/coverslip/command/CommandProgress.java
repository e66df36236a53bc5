package org.coverslip.command;

import org.coverslip.slide.ProgressListener;
import org.scijava.Cancelable;
import org.scijava.app.StatusService;
import org.scijava.task.Task;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes an engine's progress on to SciJava's status bar and task list, and their cancel button on to the engine.
 * Thread-safe.
 */
final class CommandProgress implements ProgressListener {

	/** The steps in which progress is shown: finer ones cost more than they tell. */
	private static final int STEPS = 1000;

	private final Cancelable command;
	private final StatusService status;
	private final Task task;
	private final AtomicInteger shown = new AtomicInteger(-1);

	/**
	 * @param status
	 *            or null where there is none
	 * @param task
	 *            likewise
	 */
	CommandProgress(final Cancelable command, final StatusService status, final Task task) {
		this.command = command;
		this.status = status;
		this.task = task;
	}

	@Override
	public void progress(final long done, final long total) {
		final int step = total <= 0 ? STEPS : (int) (STEPS * Math.min(1.0, (double) done / total));
		if (shown.getAndAccumulate(step, Math::max) >= step) return;
		if (status != null) status.showProgress(step, STEPS);
		if (task == null) return;
		task.setProgressMaximum(STEPS);
		task.setProgressValue(step);
	}

	@Override
	public void remark(final String sentence) {
		if (command instanceof SlideCommand ours) ours.note(sentence);
	}

	@Override
	public boolean isCanceled() {
		return command.isCanceled() || task != null && task.isCanceled();
	}
}
