package org.coverslip.app;

import java.awt.Choice;
import java.awt.event.ItemListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideOutline;
import org.coverslip.option.WantedScene;

import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** Which scene of a slide: a list of their names, once the slide is known. */
final class SceneRow implements DialogRow {

	private static final String ALL = String.valueOf(WantedScene.ALL);

	private final CommandParameter scene;
	private List<String> names = List.of();
	private List<String> lines = List.of();
	private Choice choice;
	private String typed;
	private ItemListener listener = event -> {};

	SceneRow(final CommandParameter scene) {
		this.scene = scene;
	}

	/** Hears of another choice. */
	void onChange(final Runnable other) {
		listener = event -> other.run();
	}

	/** A slide's scenes. In the thread of events, if it is shown. */
	void setScenes(final SlideOutline outline) {
		final String before = choice == null ? "" : text();
		names = outline.names();
		lines = new ArrayList<>(outline.scenes());
		if (wanted(ALL).isPresent()) lines.add(ALL + " (all)");
		if (choice == null) return;
		choice.removeAll();
		lines.forEach(choice::add);
		choice.select(line(before));
	}

	/** The number of the scene that is chosen; 0 for all, and while only its name is known. */
	int index() {
		return wanted(choice == null ? value() : text()).map(this::number).filter(number -> number > 0).orElse(0);
	}

	/** What is chosen: a number, or, before the slide is known, what was given. */
	private String text() {
		final int selected = choice.getSelectedIndex();
		if (lines.isEmpty() || selected < 0) return value();
		return selected == names.size() ? ALL : String.valueOf(selected);
	}

	private String value() {
		return typed == null ? String.valueOf(scene.get()) : typed;
	}

	/** The line of a scene that is meant by its number or its name; the first one if the slide has none such. */
	private int line(final String text) {
		final int number = wanted(text).map(this::number).orElse(0);
		return number < 0 ? names.size() : number;
	}

	/** What a text means; empty if it is none that is possible. */
	private Optional<WantedScene> wanted(final String text) {
		try {
			return Optional.of((WantedScene) scene.option().parse(text));
		}
		catch (final IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private int number(final WantedScene wanted) {
		try {
			return wanted.isAll() || names.isEmpty() ? wanted.number() : wanted.in("", names);
		}
		catch (final IllegalArgumentException e) {
			return 0; // which is seen
		}
	}

	@Override
	public List<CommandParameter> parameters() {
		return List.of(scene);
	}

	@Override
	public void addTo(final GenericDialog dialog) {
		final List<String> shown = lines.isEmpty() ? List.of(value()) : lines;
		dialog.addChoice(scene.option().label(), shown.toArray(String[]::new),
			shown.get(lines.isEmpty() ? 0 : line(value())));
		choice = (Choice) dialog.getChoices().lastElement();
		choice.addItemListener(listener);
		Tooltip.add(dialog, choice, scene.option().help());
	}

	@Override
	public Optional<String> problem() {
		typed = text();
		return Optional.empty();
	}

	@Override
	public void accept() {
		scene.set(typed);
	}

	@Override
	public void record() {
		Recorder.recordOption(scene.option().key(), typed);
	}
}
