package org.coverslip.unseen;

import java.awt.Component;

/** As {@code javax.swing.JOptionPane}, whose questions are dialogs like all others. */
public final class JOptionPane {

	private JOptionPane() {}

	public static int showConfirmDialog(final Component parent, final Object message, final String title,
		final int options, final int kind) {
		new Dialog((Window) null, title, true).setVisible(true);
		return javax.swing.JOptionPane.CLOSED_OPTION;
	}
}
