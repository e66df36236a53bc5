package org.coverslip.unseen;

import java.awt.Adjustable;
import java.awt.event.AdjustmentListener;

/** As {@code java.awt.Scrollbar}: its value keeps within its bounds. */
public class Scrollbar extends Control implements Adjustable {

	private int orientation;
	private int value;
	private int visible;
	private int minimum;
	private int maximum;
	private int unit = 1;
	private int block = 10;

	public Scrollbar() {
		this(VERTICAL);
	}

	public Scrollbar(final int orientation) {
		this(orientation, 0, 10, 0, 100);
	}

	public Scrollbar(final int orientation, final int value, final int visible, final int minimum, final int maximum) {
		this.orientation = orientation;
		setValues(value, visible, minimum, maximum);
	}

	public final void setValues(final int newValue, final int newVisible, final int newMinimum, final int newMaximum) {
		minimum = newMinimum == Integer.MAX_VALUE ? newMinimum - 1 : newMinimum;
		maximum = Math.max(newMaximum, minimum + 1);
		visible = (int) Math.max(1, Math.min(newVisible, (long) maximum - minimum));
		value = Math.max(minimum, Math.min(newValue, maximum - visible));
	}

	@Override
	public int getOrientation() {
		return orientation;
	}

	public void setOrientation(final int orientation) {
		this.orientation = orientation;
	}

	@Override
	public int getValue() {
		return value;
	}

	@Override
	public void setValue(final int value) {
		setValues(value, visible, minimum, maximum);
	}

	@Override
	public int getMinimum() {
		return minimum;
	}

	@Override
	public void setMinimum(final int minimum) {
		setValues(value, visible, minimum, maximum);
	}

	@Override
	public int getMaximum() {
		return maximum;
	}

	@Override
	public void setMaximum(final int maximum) {
		setValues(value, visible, Math.min(minimum, maximum - 1), maximum);
	}

	@Override
	public int getVisibleAmount() {
		return visible;
	}

	@Override
	public void setVisibleAmount(final int visible) {
		setValues(value, visible, minimum, maximum);
	}

	@Override
	public int getUnitIncrement() {
		return unit;
	}

	@Override
	public void setUnitIncrement(final int unit) {
		this.unit = Math.max(1, unit);
	}

	@Override
	public int getBlockIncrement() {
		return block;
	}

	@Override
	public void setBlockIncrement(final int block) {
		this.block = Math.max(1, block);
	}

	@Override
	public void addAdjustmentListener(final AdjustmentListener listener) {}

	@Override
	public void removeAdjustmentListener(final AdjustmentListener listener) {}
}
