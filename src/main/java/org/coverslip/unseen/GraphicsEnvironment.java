package org.coverslip.unseen;

import java.awt.GraphicsDevice;
import java.awt.Point;
import java.awt.Rectangle;

/** As {@code java.awt.GraphicsEnvironment}, with a display. */
public final class GraphicsEnvironment {

	private static final GraphicsEnvironment ONLY = new GraphicsEnvironment();

	private GraphicsEnvironment() {}

	public static GraphicsEnvironment getLocalGraphicsEnvironment() {
		return ONLY;
	}

	public static boolean isHeadless() {
		return false;
	}

	public GraphicsDevice getDefaultScreenDevice() {
		return UnseenDisplay.only();
	}

	public GraphicsDevice[] getScreenDevices() {
		return new GraphicsDevice[] { UnseenDisplay.only() };
	}

	public Rectangle getMaximumWindowBounds() {
		return UnseenDisplay.bounds();
	}

	public Point getCenterPoint() {
		return new Point((int) UnseenDisplay.bounds().getCenterX(), (int) UnseenDisplay.bounds().getCenterY());
	}

	public String[] getAvailableFontFamilyNames() {
		return java.awt.GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames();
	}
}
