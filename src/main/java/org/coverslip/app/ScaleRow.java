package org.coverslip.app;

import java.awt.Choice;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.coverslip.command.CommandParameter;

import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** How large a slide is wanted: one of its levels, or a pixel size, or a magnification. */
final class ScaleRow implements DialogRow {

	static final String LABEL = "Resolution";
	static final String PIXEL_SIZE = "pixel size (\u00b5m), typed below";
	static final String MAGNIFICATION = "magnification, typed below";
	private static final String NUMBER = "Pixel size or magnification";
	private static final int COLUMNS = 10;
	/** Of a slide that is not known yet. */
	private static final int LEVELS = 4;

	private final CommandParameter level;
	private final CommandParameter pixelSize;
	private final CommandParameter magnification;
	private List<String> lines = List.of();
	private Choice choice;
	private TextField number;
	private int chosen = -1;
	private String typed;

	ScaleRow(final CommandParameter level, final CommandParameter pixelSize, final CommandParameter magnification) {
		this.level = level;
		this.pixelSize = pixelSize;
		this.magnification = magnification;
	}

	/** A line for each level of the scene that is chosen. In the thread of events, if it is shown. */
	void setLevels(final List<String> levels) {
		final boolean isLevel = choice != null && choice.getSelectedIndex() < levelCount();
		final int before = choice == null ? 0 : choice.getSelectedIndex() - (isLevel ? 0 : levelCount());
		lines = List.copyOf(levels);
		if (choice == null) return;
		choice.removeAll();
		items().forEach(choice::add);
		choice.select(isLevel ? Math.min(before, levelCount() - 1) : levelCount() + before);
	}

	private int levelCount() {
		return items().size() - 2;
	}

	private List<String> items() {
		final List<String> items = new ArrayList<>(lines);
		if (lines.isEmpty())
			IntStream.rangeClosed(0, Math.max(LEVELS - 1, (Integer) level.get())).mapToObj(i -> "level " + i)
				.forEach(items::add);
		items.add(PIXEL_SIZE);
		items.add(MAGNIFICATION);
		return items;
	}

	private boolean isGiven(final CommandParameter scale) {
		return scale.get() instanceof Number value && value.doubleValue() > 0;
	}

	private int index() {
		if (chosen >= 0) return Math.min(chosen, items().size() - 1);
		if (isGiven(pixelSize)) return levelCount();
		return isGiven(magnification) ? levelCount() + 1 : Math.min((Integer) level.get(), levelCount() - 1);
	}

	private String text() {
		if (typed != null) return typed;
		return isGiven(pixelSize) ? String.valueOf(pixelSize.get())
			: isGiven(magnification) ? String.valueOf(magnification.get()) : "";
	}

	@Override
	public List<CommandParameter> parameters() {
		return List.of(level, pixelSize, magnification);
	}

	@Override
	public void addTo(final GenericDialog dialog) {
		final List<String> items = items();
		dialog.addChoice(LABEL, items.toArray(String[]::new), items.get(index()));
		choice = (Choice) dialog.getChoices().lastElement();
		Tooltip.add(dialog, choice, "One of the levels that the slide stores, or any other size of pixels.");
		dialog.addStringField(NUMBER, text(), COLUMNS);
		number = (TextField) dialog.getStringFields().lastElement();
		Tooltip.add(dialog, number,
			"For the last two of the list: micrometres per pixel, or a magnification such as 10.");
		choice.addItemListener(event -> number.setEnabled(choice.getSelectedIndex() >= levelCount()));
		number.setEnabled(index() >= levelCount());
	}

	/** The one that is typed below the list, if it is one of these. */
	private Optional<CommandParameter> scale() {
		return chosen < levelCount() ? Optional.empty()
			: Optional.of(chosen == levelCount() ? pixelSize : magnification);
	}

	@Override
	public Optional<String> problem() {
		chosen = choice.getSelectedIndex();
		typed = number.getText().strip();
		if (scale().isEmpty()) return Optional.empty();
		final String label = scale().get().option().label();
		try {
			final Object value = scale().get().option().parse(typed.isEmpty() ? "0" : typed, label);
			return value.equals(0.0) ? Optional.of("\"" + label + "\" needs a value above 0.") : Optional.empty();
		}
		catch (final IllegalArgumentException e) {
			return Optional.of(e.getMessage());
		}
	}

	@Override
	public void accept() {
		parameters().forEach(parameter -> parameter.set(null));
		scale().ifPresentOrElse(scale -> scale.set(typed), () -> level.set(chosen));
	}

	@Override
	public void record() {
		scale().ifPresentOrElse(scale -> Recorder.recordOption(scale.option().key(), typed),
			() -> Recorder.recordOption(level.option().key(), String.valueOf(chosen)));
	}
}
