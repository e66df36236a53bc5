package org.coverslip.unseen;

import java.awt.Font;
import java.awt.MenuContainer;

/** As {@code java.awt.MenuComponent}. */
public abstract class MenuComponent {

	private String name;
	private Font font;
	private MenuContainer parent;

	public String getName() {
		return name;
	}

	public void setName(final String name) {
		this.name = name;
	}

	public Font getFont() {
		return font;
	}

	public void setFont(final Font font) {
		this.font = font;
	}

	public MenuContainer getParent() {
		return parent;
	}

	void setParent(final MenuContainer parent) {
		this.parent = parent;
	}
}
