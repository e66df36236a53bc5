package org.coverslip.unseen;

import java.awt.event.ActionListener;

/** As {@code java.awt.Button}; nobody presses it. */
public class Button extends Control {

	private String label;
	private String command;

	public Button() {
		this("");
	}

	public Button(final String label) {
		this.label = label;
	}

	public String getLabel() {
		return label;
	}

	public void setLabel(final String label) {
		this.label = label;
	}

	public String getActionCommand() {
		return command == null ? label : command;
	}

	public void setActionCommand(final String command) {
		this.command = command;
	}

	public void addActionListener(final ActionListener listener) {}

	public void removeActionListener(final ActionListener listener) {}
}
