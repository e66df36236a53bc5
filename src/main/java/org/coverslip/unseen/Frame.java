package org.coverslip.unseen;

import java.awt.Rectangle;

/** As {@code java.awt.Frame}. */
public class Frame extends Window {

	private String title;
	private int state;
	private MenuBar menus;

	public Frame() {
		this("");
	}

	public Frame(final String title) {
		super(null);
		this.title = title;
	}

	public String getTitle() {
		return title;
	}

	public void setTitle(final String title) {
		this.title = title == null ? "" : title;
	}

	public int getState() {
		return state;
	}

	public void setState(final int state) {
		this.state = state;
	}

	public int getExtendedState() {
		return state;
	}

	public void setExtendedState(final int state) {
		this.state = state;
	}

	public void setMaximizedBounds(final Rectangle bounds) {}

	public MenuBar getMenuBar() {
		return menus;
	}

	public void setMenuBar(final MenuBar menus) {
		this.menus = menus;
	}
}
