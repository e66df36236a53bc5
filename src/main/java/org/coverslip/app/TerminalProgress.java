package org.coverslip.app;

import java.io.PrintStream;

import org.coverslip.slide.ProgressListener;

/** A progress bar in one line of the terminal. Thread-safe. */
final class TerminalProgress implements ProgressListener {

	private static final int BAR = 40;

	private final PrintStream terminal;
	private final boolean visible;
	private int shown = -1;
	private volatile boolean canceled;

	/**
	 * @param visible
	 *            whether anything is to be shown at all
	 */
	TerminalProgress(final PrintStream terminal, final boolean visible) {
		this.terminal = terminal;
		this.visible = visible;
	}

	/**
	 * Whether standard error is a terminal. The start scripts ask the shell; where they did not start this, Java's
	 * console says whether input and output are one.
	 */
	static boolean isTerminal() {
		final String told = System.getProperty("coverslip.progress");
		return told == null ? System.console() != null : Boolean.parseBoolean(told);
	}

	@Override
	public synchronized void progress(final long done, final long total) {
		if (!visible || total <= 0) return;
		final int percent = (int) (100.0 * Math.min(done, total) / total);
		final boolean nextTask = shown == 100 && percent < 100;
		if (percent <= shown && !nextTask) return;
		shown = percent;
		final int filled = BAR * percent / 100;
		terminal.print("\r[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent + " %");
		terminal.flush();
	}

	@Override
	public synchronized void remark(final String sentence) {
		clear();
		terminal.println("coverslip: note: " + sentence.strip().replaceAll("\\s*\\R\\s*", "; "));
	}

	/** Takes the bar off the terminal. */
	synchronized void clear() {
		if (shown >= 0) terminal.print("\r" + " ".repeat(BAR + 10) + "\r");
		terminal.flush();
		shown = -1;
	}

	/** Asks the task to stop. */
	void cancel() {
		canceled = true;
	}

	@Override
	public boolean isCanceled() {
		return canceled;
	}
}
