package org.coverslip.app;

import ij.text.TextPanel;

/** ImageJ's log, printed line by line as it is written. */
final class PrintedLog extends TextPanel {

	private static final long serialVersionUID = 1;

	private final transient MacroWitness macro;

	PrintedLog(final MacroWitness macro) {
		super("Log");
		this.macro = macro;
		setColumnHeadings("");
	}

	@Override
	public void append(final String text) {
		super.append(text);
		macro.print(text);
	}

	@Override
	public void setLine(final int index, final String text) {
		super.setLine(index, text);
		macro.print(text);
	}
}
