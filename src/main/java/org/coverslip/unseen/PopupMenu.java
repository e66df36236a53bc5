package org.coverslip.unseen;

import java.awt.Component;

/** As {@code java.awt.PopupMenu}; it never pops up. */
public class PopupMenu extends Menu {

	public PopupMenu() {}

	public PopupMenu(final String label) {
		super(label);
	}

	public void show(final Component origin, final int x, final int y) {}
}
