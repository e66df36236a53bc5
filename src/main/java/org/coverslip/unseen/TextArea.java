package org.coverslip.unseen;

/** As {@code java.awt.TextArea}. */
public class TextArea extends TextComponent {

	public TextArea() {
		super("");
	}

	public TextArea(final String text) {
		super(text);
	}

	public TextArea(final int rows, final int columns) {
		super("");
	}

	public TextArea(final String text, final int rows, final int columns) {
		super(text);
	}

	public TextArea(final String text, final int rows, final int columns, final int scrollbars) {
		super(text);
	}

	public void append(final String more) {
		setText(getText() + more);
	}

	public void appendText(final String more) {
		append(more);
	}

	public void insert(final String more, final int position) {
		replaceRange(more, position, position);
	}

	public void replaceRange(final String other, final int start, final int end) {
		setText(getText().substring(0, start) + other + getText().substring(end));
	}
}
