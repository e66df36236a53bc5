package org.coverslip.unseen;

/** As {@code java.awt.MenuShortcut}. */
public class MenuShortcut {

	private final int key;

	public MenuShortcut(final int key) {
		this(key, false);
	}

	public MenuShortcut(final int key, final boolean shift) {
		this.key = key;
	}

	public int getKey() {
		return key;
	}
}
