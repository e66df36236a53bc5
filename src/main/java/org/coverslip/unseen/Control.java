package org.coverslip.unseen;

import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;

/** What all controls share: they are components without a place on a screen. */
public abstract class Control extends java.awt.Component {

	Control() {}

	/** Drawn on, but seen by nobody. */
	@Override
	public Graphics getGraphics() {
		return UnseenWindows.graphics();
	}

	@Override
	public Image createImage(final int width, final int height) {
		return UnseenWindows.image(width, height);
	}

	@Override
	public GraphicsConfiguration getGraphicsConfiguration() {
		return UnseenDisplay.CONFIGURATION;
	}

	@Override
	public Toolkit getToolkit() {
		return Toolkit.getDefaultToolkit();
	}

	public void add(final PopupMenu menu) {}

	public void setDropTarget(final DropTarget target) {}
}
