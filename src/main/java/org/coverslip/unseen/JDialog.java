package org.coverslip.unseen;

import java.awt.Container;

/** As {@code javax.swing.JDialog}. */
public class JDialog extends Dialog {

	public JDialog(final Frame owner, final String title, final boolean modal) {
		super(owner, title, modal);
	}

	public JDialog(final Dialog owner, final String title, final boolean modal) {
		super(owner, title, modal);
	}

	public Container getContentPane() {
		return this;
	}

	public void setDefaultCloseOperation(final int operation) {}
}
