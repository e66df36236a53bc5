package org.coverslip.unseen;

/** As {@code java.awt.KeyboardFocusManager}. */
public final class KeyboardFocusManager {

	private static final KeyboardFocusManager ONLY = new KeyboardFocusManager();

	private KeyboardFocusManager() {}

	public static KeyboardFocusManager getCurrentKeyboardFocusManager() {
		return ONLY;
	}

	public Window getActiveWindow() {
		return UnseenWindows.active();
	}
}
