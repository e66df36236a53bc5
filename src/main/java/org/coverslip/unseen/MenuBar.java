package org.coverslip.unseen;

import java.util.ArrayList;

/** As {@code java.awt.MenuBar}. */
public class MenuBar extends MenuComponent {

	private final java.util.List<Menu> menus = new ArrayList<>();
	private Menu help;

	public Menu add(final Menu menu) {
		menus.add(menu);
		return menu;
	}

	public Menu getMenu(final int index) {
		return menus.get(index);
	}

	public int getMenuCount() {
		return menus.size();
	}

	public void remove(final int index) {
		menus.remove(index);
	}

	public Menu getHelpMenu() {
		return help;
	}

	/** The last one of the bar's menus. */
	public void setHelpMenu(final Menu menu) {
		menus.remove(menu);
		menus.add(menu);
		help = menu;
	}
}
