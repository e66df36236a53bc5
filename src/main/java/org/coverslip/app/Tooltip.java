package org.coverslip.app;

import java.awt.BorderLayout;
import java.awt.Checkbox;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Panel;
import java.awt.Point;
import java.awt.Window;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.stream.Collectors;

import javax.swing.Timer;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;

/** What a field of a dialog means, shown where the mouse rests on it or its label: AWT has no such thing. */
final class Tooltip extends MouseAdapter {

	private static final int DELAY_MS = 500;
	private static final int COLUMNS = 70;
	private static final int MARGIN = 6;
	private static final Color PAPER = new Color(0xff, 0xff, 0xe1);

	private final Dialog dialog;
	private final String text;
	private final Timer timer;
	private Component at;
	private Window window;

	private Tooltip(final Dialog dialog, final String text) {
		this.dialog = dialog;
		this.text = text;
		timer = new Timer(DELAY_MS, event -> show());
		timer.setRepeats(false);
	}

	/** Has a field that was added last, and its label, show a text. */
	static void add(final GenericDialog dialog, final Component field, final String text) {
		if (text.isBlank()) return;
		final Tooltip tooltip = new Tooltip(dialog, text);
		field.addMouseListener(tooltip);
		final Component label = dialog.getLabel();
		if (label != null && !(field instanceof Checkbox)) label.addMouseListener(tooltip);
	}

	@Override
	public void mouseEntered(final MouseEvent event) {
		at = event.getComponent();
		timer.restart();
	}

	@Override
	public void mouseExited(final MouseEvent event) {
		hide();
	}

	@Override
	public void mousePressed(final MouseEvent event) {
		hide();
	}

	private void show() {
		if (!at.isShowing() || window != null) return;
		window = new Window(dialog);
		window.setFocusableWindowState(false);
		final Panel border = new Panel(new BorderLayout());
		border.setBackground(PAPER);
		border.add(new MultiLineLabel(wrapped(text, COLUMNS), MARGIN), BorderLayout.CENTER);
		window.add(border);
		window.pack();
		final Point place = at.getLocationOnScreen();
		window.setLocation(place.x, place.y + at.getHeight() + 2);
		window.setVisible(true);
	}

	private void hide() {
		timer.stop();
		if (window != null) window.dispose();
		window = null;
	}

	/**
	 * With line breaks instead of some of the blanks, and within words that are longer than a line, so that no line is
	 * longer than that.
	 */
	static String wrapped(final String text, final int columns) {
		return text.lines().map(line -> wrappedLine(line, columns)).collect(Collectors.joining("\n"));
	}

	private static String wrappedLine(final String text, final int columns) {
		final StringBuilder lines = new StringBuilder();
		int length = 0;
		for (final String word : text.split(" ")) {
			if (length > 0) {
				final boolean full = length + 1 + word.length() > columns;
				lines.append(full ? '\n' : ' ');
				length = full ? 0 : length + 1;
			}
			int begun = 0;
			while (word.length() - begun > columns) {
				final int end = begun + breakOf(word.substring(begun), columns);
				lines.append(word, begun, end).append('\n');
				begun = end;
			}
			lines.append(word, begun, word.length());
			length += word.length() - begun;
		}
		return lines.toString();
	}

	/** Behind the last separator of a path that fits, if there is one in the second half. */
	private static int breakOf(final String word, final int columns) {
		final int separator = Math.max(word.lastIndexOf('/', columns - 1), word.lastIndexOf('\\', columns - 1));
		return separator >= columns / 2 ? separator + 1 : columns;
	}
}
