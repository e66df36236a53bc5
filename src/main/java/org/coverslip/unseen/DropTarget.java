package org.coverslip.unseen;

import java.awt.Component;
import java.awt.dnd.DropTargetListener;

/** As {@code java.awt.dnd.DropTarget}, onto which nobody drops anything. */
public class DropTarget {

	public DropTarget(final Component component, final DropTargetListener listener) {}
}
