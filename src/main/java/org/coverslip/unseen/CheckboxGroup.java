package org.coverslip.unseen;

/** As {@code java.awt.CheckboxGroup}: at most one of its boxes is on. */
public class CheckboxGroup {

	private Checkbox selected;

	public Checkbox getSelectedCheckbox() {
		return selected;
	}

	public void setSelectedCheckbox(final Checkbox box) {
		final Checkbox before = selected;
		selected = box;
		if (before != null && before != box) before.turn(false);
		if (box != null) box.turn(true);
	}
}
