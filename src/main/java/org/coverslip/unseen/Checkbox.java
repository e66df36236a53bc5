package org.coverslip.unseen;

import java.awt.ItemSelectable;
import java.awt.event.ItemListener;

/** As {@code java.awt.Checkbox}. */
public class Checkbox extends Control implements ItemSelectable {

	private String label;
	private boolean state;
	private CheckboxGroup group;

	public Checkbox() {
		this("");
	}

	public Checkbox(final String label) {
		this(label, false);
	}

	public Checkbox(final String label, final boolean state) {
		this(label, state, null);
	}

	public Checkbox(final String label, final CheckboxGroup group, final boolean state) {
		this(label, state, group);
	}

	public Checkbox(final String label, final boolean state, final CheckboxGroup group) {
		this.label = label;
		this.group = group;
		setState(state);
	}

	void turn(final boolean on) {
		state = on;
	}

	public String getLabel() {
		return label;
	}

	public void setLabel(final String label) {
		this.label = label;
	}

	public boolean getState() {
		return state;
	}

	/** One that is the chosen one of its group stays so: another must be chosen. */
	public void setState(final boolean on) {
		if (group != null && on) group.setSelectedCheckbox(this);
		else if (group == null || group.getSelectedCheckbox() != this) state = on;
	}

	public CheckboxGroup getCheckboxGroup() {
		return group;
	}

	public void setCheckboxGroup(final CheckboxGroup group) {
		this.group = group;
	}

	@Override
	public Object[] getSelectedObjects() {
		return state ? new Object[] { label } : null;
	}

	@Override
	public void addItemListener(final ItemListener listener) {}

	@Override
	public void removeItemListener(final ItemListener listener) {}
}
