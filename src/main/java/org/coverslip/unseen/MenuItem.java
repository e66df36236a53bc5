package org.coverslip.unseen;

import java.awt.event.ActionListener;
import java.util.ArrayList;

/** As {@code java.awt.MenuItem}. */
public class MenuItem extends MenuComponent {

	private final java.util.List<ActionListener> listeners = new ArrayList<>();
	private String label;
	private String command;
	private boolean enabled = true;

	public MenuItem() {
		this("");
	}

	public MenuItem(final String label) {
		this.label = label;
	}

	public MenuItem(final String label, final MenuShortcut shortcut) {
		this(label);
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

	public boolean isEnabled() {
		return enabled;
	}

	public void setEnabled(final boolean enabled) {
		this.enabled = enabled;
	}

	public void addActionListener(final ActionListener listener) {
		if (listener != null) listeners.add(listener);
	}

	public void removeActionListener(final ActionListener listener) {
		listeners.remove(listener);
	}

	public ActionListener[] getActionListeners() {
		return listeners.toArray(ActionListener[]::new);
	}
}
