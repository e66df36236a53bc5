package org.coverslip.app;

import ij.IJ;

/** Messages in ImageJ's windows, in lines that fit a screen: ImageJ breaks none. */
final class MessageWindow {

	/** Some 700 pixels in ImageJ's font. */
	private static final int COLUMNS = 100;

	private MessageWindow() {}

	/** Waits until the user has read it. */
	static void show(final String title, final String text) {
		IJ.showMessage(title, inLines(text));
	}

	/** Likewise, as an error, which ends a macro. */
	static void error(final String title, final String text) {
		IJ.error(title, inLines(text));
	}

	/** With line breaks, also within words that are longer than a line, as paths are. */
	static String inLines(final String text) {
		return Tooltip.wrapped(text, COLUMNS);
	}
}
