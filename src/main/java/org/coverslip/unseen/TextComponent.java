package org.coverslip.unseen;

import java.awt.event.TextListener;

/** As {@code java.awt.TextComponent}: a text, a part of which is selected. */
public abstract class TextComponent extends Control {

	private String text;
	private boolean editable = true;
	private int from;
	private int to;

	TextComponent(final String text) {
		this.text = text == null ? "" : text;
	}

	public String getText() {
		return text;
	}

	public void setText(final String text) {
		this.text = text == null ? "" : text;
		select(from, to);
	}

	public String getSelectedText() {
		return text.substring(from, to);
	}

	public int getSelectionStart() {
		return from;
	}

	public void setSelectionStart(final int start) {
		select(start, to);
	}

	public int getSelectionEnd() {
		return to;
	}

	public void setSelectionEnd(final int end) {
		select(from, end);
	}

	public void select(final int start, final int end) {
		from = Math.max(0, Math.min(start, text.length()));
		to = Math.max(from, Math.min(end, text.length()));
	}

	public void selectAll() {
		select(0, text.length());
	}

	public int getCaretPosition() {
		return from;
	}

	public void setCaretPosition(final int position) {
		select(position, position);
	}

	public boolean isEditable() {
		return editable;
	}

	public void setEditable(final boolean editable) {
		this.editable = editable;
	}

	public void addTextListener(final TextListener listener) {}

	public void removeTextListener(final TextListener listener) {}
}
