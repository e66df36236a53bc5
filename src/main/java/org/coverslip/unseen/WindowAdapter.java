package org.coverslip.unseen;

/** As {@code java.awt.event.WindowAdapter}. */
public abstract class WindowAdapter implements WindowListener, WindowStateListener, WindowFocusListener {

	@Override
	public void windowOpened(final WindowEvent event) {}

	@Override
	public void windowClosing(final WindowEvent event) {}

	@Override
	public void windowClosed(final WindowEvent event) {}

	@Override
	public void windowIconified(final WindowEvent event) {}

	@Override
	public void windowDeiconified(final WindowEvent event) {}

	@Override
	public void windowActivated(final WindowEvent event) {}

	@Override
	public void windowDeactivated(final WindowEvent event) {}

	@Override
	public void windowStateChanged(final WindowEvent event) {}

	@Override
	public void windowGainedFocus(final WindowEvent event) {}

	@Override
	public void windowLostFocus(final WindowEvent event) {}
}
