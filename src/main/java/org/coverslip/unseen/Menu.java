package org.coverslip.unseen;

import java.awt.Event;
import java.awt.MenuContainer;
import java.util.ArrayList;

/** As {@code java.awt.Menu}. */
public class Menu extends MenuItem implements MenuContainer {

	private final java.util.List<MenuItem> items = new ArrayList<>();

	public Menu() {}

	public Menu(final String label) {
		super(label);
	}

	public Menu(final String label, final boolean tearOff) {
		super(label);
	}

	public MenuItem add(final MenuItem item) {
		insert(item, items.size());
		return item;
	}

	public void add(final String label) {
		add(new MenuItem(label));
	}

	public void insert(final MenuItem item, final int index) {
		item.setParent(this);
		items.add(Math.min(index, items.size()), item);
	}

	public void insert(final String label, final int index) {
		insert(new MenuItem(label), index);
	}

	public void addSeparator() {
		add("-");
	}

	public void insertSeparator(final int index) {
		insert("-", index);
	}

	public MenuItem getItem(final int index) {
		return items.get(index);
	}

	public int getItemCount() {
		return items.size();
	}

	public void remove(final int index) {
		items.remove(index);
	}

	public void remove(final MenuComponent item) {
		items.remove(item);
	}

	public void removeAll() {
		items.clear();
	}

	@Override
	public void remove(final java.awt.MenuComponent item) {}

	@Override
	@Deprecated
	public boolean postEvent(final Event event) {
		return false;
	}
}
