package org.coverslip.unseen;

import java.awt.ItemSelectable;
import java.awt.event.ItemListener;
import java.util.ArrayList;

/** As {@code java.awt.Choice}: the first item is chosen until another one is. */
public class Choice extends Control implements ItemSelectable {

	private final java.util.List<String> items = new ArrayList<>();
	private int selected = -1;

	public void add(final String item) {
		items.add(item);
		if (selected < 0) selected = 0;
	}

	public void addItem(final String item) {
		add(item);
	}

	public void insert(final String item, final int index) {
		items.add(Math.min(index, items.size()), item);
		if (selected < 0 || selected >= index) selected = 0;
	}

	public void remove(final int index) {
		items.remove(index);
		if (items.isEmpty()) selected = -1;
		else if (selected == index) selected = 0;
		else if (selected > index) selected--;
	}

	public void removeAll() {
		items.clear();
		selected = -1;
	}

	public String getItem(final int index) {
		return items.get(index);
	}

	public int getItemCount() {
		return items.size();
	}

	public int getSelectedIndex() {
		return selected;
	}

	public String getSelectedItem() {
		return selected < 0 ? null : items.get(selected);
	}

	public void select(final int index) {
		if (index < 0 || index >= items.size())
			throw new IllegalArgumentException("illegal Choice item position: " + index);
		selected = index;
	}

	public void select(final String item) {
		final int index = items.indexOf(item);
		if (index >= 0) selected = index;
	}

	@Override
	public Object[] getSelectedObjects() {
		return selected < 0 ? null : new Object[] { getSelectedItem() };
	}

	@Override
	public void addItemListener(final ItemListener listener) {}

	@Override
	public void removeItemListener(final ItemListener listener) {}
}
