package org.coverslip.unseen;

import java.awt.ItemSelectable;
import java.awt.event.ActionListener;
import java.awt.event.ItemListener;
import java.util.ArrayList;
import java.util.TreeSet;

/** As {@code java.awt.List}: nothing, one or, if it may be, several of its items are chosen. */
public class List extends Control implements ItemSelectable {

	private final java.util.List<String> items = new ArrayList<>();
	private final TreeSet<Integer> selected = new TreeSet<>();
	private boolean multiple;

	public List() {
		this(0);
	}

	public List(final int rows) {
		this(rows, false);
	}

	public List(final int rows, final boolean multiple) {
		this.multiple = multiple;
	}

	public void add(final String item) {
		items.add(item);
	}

	public void add(final String item, final int index) {
		items.add(index < 0 || index > items.size() ? items.size() : index, item);
	}

	public void replaceItem(final String item, final int index) {
		items.set(index, item);
	}

	public void remove(final int index) {
		items.remove(index);
		final TreeSet<Integer> after = new TreeSet<>();
		for (final int other : selected)
			if (other != index) after.add(other > index ? other - 1 : other);
		selected.clear();
		selected.addAll(after);
	}

	public void remove(final String item) {
		if (!items.contains(item)) throw new IllegalArgumentException("item " + item + " not found in list");
		remove(items.indexOf(item));
	}

	public void removeAll() {
		items.clear();
		selected.clear();
	}

	public void clear() {
		removeAll();
	}

	public String getItem(final int index) {
		return items.get(index);
	}

	public String[] getItems() {
		return items.toArray(String[]::new);
	}

	public int getItemCount() {
		return items.size();
	}

	/** The chosen item's index; -1 if none or several are chosen. */
	public int getSelectedIndex() {
		return selected.size() == 1 ? selected.first() : -1;
	}

	public int[] getSelectedIndexes() {
		return selected.stream().mapToInt(Integer::intValue).toArray();
	}

	public String getSelectedItem() {
		return getSelectedIndex() < 0 ? null : items.get(getSelectedIndex());
	}

	public String[] getSelectedItems() {
		return selected.stream().map(items::get).toArray(String[]::new);
	}

	@Override
	public Object[] getSelectedObjects() {
		return getSelectedItems();
	}

	public boolean isIndexSelected(final int index) {
		return selected.contains(index);
	}

	public void select(final int index) {
		if (!multiple) selected.clear();
		if (index >= 0 && index < items.size()) selected.add(index);
	}

	public void deselect(final int index) {
		selected.remove(index);
	}

	public void setMultipleMode(final boolean multiple) {
		this.multiple = multiple;
	}

	public void makeVisible(final int index) {}

	public void addActionListener(final ActionListener listener) {}

	@Override
	public void addItemListener(final ItemListener listener) {}

	@Override
	public void removeItemListener(final ItemListener listener) {}
}
