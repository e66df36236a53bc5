package org.coverslip.unseen;

import java.awt.ItemSelectable;
import java.awt.event.ItemListener;

/** As {@code java.awt.CheckboxMenuItem}. */
public class CheckboxMenuItem extends MenuItem implements ItemSelectable {

	private boolean state;

	public CheckboxMenuItem() {
		this("");
	}

	public CheckboxMenuItem(final String label) {
		this(label, false);
	}

	public CheckboxMenuItem(final String label, final boolean state) {
		super(label);
		this.state = state;
	}

	public boolean getState() {
		return state;
	}

	public void setState(final boolean state) {
		this.state = state;
	}

	@Override
	public Object[] getSelectedObjects() {
		return state ? new Object[] { getLabel() } : null;
	}

	@Override
	public void addItemListener(final ItemListener listener) {}

	@Override
	public void removeItemListener(final ItemListener listener) {}
}
