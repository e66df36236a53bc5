package org.coverslip.app;

import java.awt.Choice;
import java.awt.event.ItemListener;
import java.util.List;
import java.util.Optional;

import org.coverslip.command.CommandParameter;

import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** Which scene of a slide: a list of their names, once the slide is known. */
final class SceneRow implements DialogRow {

	private final CommandParameter scene;
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

	/** The slide's scenes, a line for each that begins with its number. In the thread of events, if it is shown. */
	void setScenes(final List<String> scenes) {
		lines = List.copyOf(scenes);
		if (choice == null) return;
		final String before = number();
		choice.removeAll();
		lines().forEach(choice::add);
		choice.select(line(before));
	}

	/** The scene that is chosen. */
	int index() {
		return Integer.parseInt(choice == null ? String.valueOf(scene.get()) : number());
	}

	private String number() {
		return choice.getSelectedItem().split("\\D", 2)[0];
	}

	private List<String> lines() {
		return lines.isEmpty() ? List.of(typed == null ? String.valueOf(scene.get()) : typed) : lines;
	}

	private String line(final String number) {
		return lines().stream().filter(line -> line.split("\\D", 2)[0].equals(number)).findFirst()
			.orElse(lines().get(0));
	}

	@Override
	public List<CommandParameter> parameters() {
		return List.of(scene);
	}

	@Override
	public void addTo(final GenericDialog dialog) {
		dialog.addChoice(scene.option().label(), lines().toArray(String[]::new),
			line(typed == null ? String.valueOf(scene.get()) : typed));
		choice = (Choice) dialog.getChoices().lastElement();
		choice.addItemListener(listener);
		Tooltip.add(dialog, choice, scene.option().help());
	}

	@Override
	public Optional<String> problem() {
		typed = number();
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
