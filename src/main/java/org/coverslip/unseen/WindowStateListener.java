package org.coverslip.unseen;

import java.util.EventListener;

/** As {@code java.awt.event.WindowStateListener}. */
public interface WindowStateListener extends EventListener {

	void windowStateChanged(WindowEvent event);
}
