package org.coverslip.unseen;

import java.awt.event.ActionListener;

/** As {@code java.awt.TextField}. */
public class TextField extends TextComponent {

	private int columns;

	public TextField() {
		this("");
	}

	public TextField(final int columns) {
		this("", columns);
	}

	public TextField(final String text) {
		this(text, text == null ? 0 : text.length());
	}

	public TextField(final String text, final int columns) {
		super(text);
		this.columns = columns;
	}

	public int getColumns() {
		return columns;
	}

	public void setColumns(final int columns) {
		this.columns = columns;
	}

	public void setEchoChar(final char shown) {}

	public void addActionListener(final ActionListener listener) {}

	public void removeActionListener(final ActionListener listener) {}
}
