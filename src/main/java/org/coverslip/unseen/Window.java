package org.coverslip.unseen;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Image;
import java.awt.Point;
import java.util.concurrent.CopyOnWriteArrayList;

/** As {@code java.awt.Window}: hidden until it is shown, of which {@link UnseenWindows#tell the onlooker} is told. */
public class Window extends Pane {

	private final transient java.util.List<WindowListener> listeners = new CopyOnWriteArrayList<>();
	private final Window owner;

	public Window(final Window owner) {
		this.owner = owner;
		super.setVisible(false);
		setLayout(new BorderLayout());
	}

	public Window getOwner() {
		return owner;
	}

	@Override
	@Deprecated
	public void show() {
		final boolean shown = isVisible();
		super.show();
		if (shown) return;
		UnseenWindows.shown(this);
		UnseenWindows.send(this, WindowEvent.WINDOW_OPENED);
		toFront();
	}

	@Override
	public boolean isShowing() {
		return isVisible();
	}

	@Override
	public Point getLocationOnScreen() {
		return getLocation();
	}

	/** Lays nothing out: nobody sees it, and to know how large texts are needs fonts, which servers may lack. */
	public void pack() {}

	public void dispose() {
		if (isVisible()) UnseenWindows.send(this, WindowEvent.WINDOW_CLOSED);
		setVisible(false);
	}

	public void toFront() {
		if (isVisible()) UnseenWindows.activate(this);
	}

	public void toBack() {}

	public boolean isActive() {
		return UnseenWindows.active() == this;
	}

	public boolean isFocused() {
		return isActive();
	}

	public boolean isResizable() {
		return true;
	}

	public void setResizable(final boolean resizable) {}

	public void setAlwaysOnTop(final boolean top) {}

	public void setLocationRelativeTo(final Component other) {}

	public Image getIconImage() {
		return null;
	}

	public void setIconImage(final Image image) {}

	public void addWindowListener(final WindowListener listener) {
		if (listener != null) listeners.add(listener);
	}

	public void removeWindowListener(final WindowListener listener) {
		listeners.remove(listener);
	}

	public WindowListener[] getWindowListeners() {
		return listeners.toArray(WindowListener[]::new);
	}

	public void addWindowFocusListener(final WindowFocusListener listener) {}

	public void addWindowStateListener(final WindowStateListener listener) {}

	protected void processWindowEvent(final WindowEvent event) {
		for (final WindowListener listener : listeners)
			event.tell(listener);
	}
}
