package org.coverslip.unseen;

import java.util.EventListener;

/** As {@code java.awt.event.WindowFocusListener}. */
public interface WindowFocusListener extends EventListener {

	void windowGainedFocus(WindowEvent event);

	void windowLostFocus(WindowEvent event);
}
