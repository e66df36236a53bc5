package org.coverslip.unseen;

import java.awt.FlowLayout;
import java.awt.LayoutManager;

/** As {@code java.awt.Panel}. */
public class Panel extends Pane {

	public Panel() {
		this(new FlowLayout());
	}

	public Panel(final LayoutManager layout) {
		setLayout(layout);
	}
}
