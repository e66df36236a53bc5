package org.coverslip.unseen;

import java.awt.Container;
import javax.swing.JMenuBar;

/** As {@code javax.swing.JFrame}. */
public class JFrame extends Frame {

	public JFrame() {
		this("");
	}

	public JFrame(final String title) {
		super(title);
	}

	public Container getContentPane() {
		return this;
	}

	public void setDefaultCloseOperation(final int operation) {}

	public void setJMenuBar(final JMenuBar menus) {}
}
