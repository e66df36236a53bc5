package org.coverslip.unseen;

/** As {@code java.awt.ScrollPane}. */
public class ScrollPane extends Panel {

	public ScrollPane() {}

	public ScrollPane(final int scrollbars) {}
}
