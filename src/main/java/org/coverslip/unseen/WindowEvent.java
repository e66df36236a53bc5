package org.coverslip.unseen;

import java.awt.event.ComponentEvent;

/** As {@code java.awt.event.WindowEvent}. */
public class WindowEvent extends ComponentEvent {

	private static final long serialVersionUID = 1;

	static final int WINDOW_OPENED = java.awt.event.WindowEvent.WINDOW_OPENED;
	static final int WINDOW_CLOSED = java.awt.event.WindowEvent.WINDOW_CLOSED;
	static final int WINDOW_ACTIVATED = java.awt.event.WindowEvent.WINDOW_ACTIVATED;
	static final int WINDOW_DEACTIVATED = java.awt.event.WindowEvent.WINDOW_DEACTIVATED;

	public WindowEvent(final Window window, final int id) {
		super(window, id);
	}

	public Window getWindow() {
		return (Window) getSource();
	}

	public Window getOppositeWindow() {
		return null;
	}

	public int getOldState() {
		return 0;
	}

	public int getNewState() {
		return 0;
	}

	void tell(final WindowListener listener) {
		switch (getID()) {
			case WINDOW_OPENED -> listener.windowOpened(this);
			case WINDOW_CLOSED -> listener.windowClosed(this);
			case WINDOW_ACTIVATED -> listener.windowActivated(this);
			case WINDOW_DEACTIVATED -> listener.windowDeactivated(this);
			default -> {} // the others are a user's doing
		}
	}
}
