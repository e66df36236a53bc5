package org.coverslip.unseen;

/** As {@code java.awt.Label}. */
public class Label extends Control {

	private String text;
	private int alignment;

	public Label() {
		this("");
	}

	public Label(final String text) {
		this(text, java.awt.Label.LEFT);
	}

	public Label(final String text, final int alignment) {
		this.text = text;
		this.alignment = alignment;
	}

	public String getText() {
		return text;
	}

	public void setText(final String text) {
		this.text = text;
	}

	public int getAlignment() {
		return alignment;
	}

	public void setAlignment(final int alignment) {
		this.alignment = alignment;
	}
}
