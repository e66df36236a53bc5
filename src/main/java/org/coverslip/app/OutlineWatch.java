package org.coverslip.app;

import java.awt.EventQueue;
import java.awt.TextField;
import java.util.List;
import java.util.Optional;

import javax.swing.Timer;

import org.coverslip.command.SlideCommand;
import org.coverslip.command.SlideOutline;
import org.coverslip.option.RegionOptions;

import ij.gui.GenericDialog;

/**
 * Fills the lists of scenes and levels in a dialog as soon as the slide is known: when the dialog opens, and again
 * after its file or its region was changed. Slides are opened outside of the thread of events.
 */
final class OutlineWatch {

	private static final int DELAY_MS = 300;

	private final SlideCommand command;
	private Optional<SceneRow> scenes = Optional.empty();
	private Optional<ScaleRow> levels = Optional.empty();
	private Optional<SlideOutline> outline = Optional.empty();
	private GenericDialog dialog;
	private String seenInput = "";
	private String seenRegion = "";

	OutlineWatch(final SlideCommand command) {
		this.command = command;
	}

	SceneRow scenes(final SceneRow row) {
		scenes = Optional.of(row);
		row.onChange(this::showLevels);
		return row;
	}

	ScaleRow levels(final ScaleRow row) {
		levels = Optional.of(row);
		return row;
	}

	private boolean isNeeded() {
		return scenes.isPresent() || levels.isPresent();
	}

	/** Before the rows are added. */
	void begin(final GenericDialog shown) {
		if (!isNeeded()) return;
		if (outline.isEmpty()) outline = command.outline("", "");
		outline.ifPresent(this::show);
		dialog = shown;
	}

	/** After they were. */
	void watch(final List<DialogRow> rows) {
		if (!isNeeded()) return;
		final Optional<TextField> input = field(rows, command.slideKey());
		final Optional<TextField> region = field(rows, RegionOptions.REGION.key());
		if (input.isEmpty()) return;
		final Timer timer = new Timer(DELAY_MS,
			event -> look(input.get().getText().strip(), region.map(TextField::getText).orElse("").strip()));
		timer.setRepeats(false);
		input.get().addTextListener(event -> timer.restart());
		region.ifPresent(text -> text.addTextListener(event -> timer.restart()));
	}

	private static Optional<TextField> field(final List<DialogRow> rows, final String key) {
		return rows.stream().filter(row -> row instanceof ParameterRow && row.parameters().get(0).option().key()
			.equals(key)).findFirst().flatMap(row -> ((ParameterRow) row).textField());
	}

	/** In the thread of events. */
	private void look(final String input, final String region) {
		if (dialog == null || input.equals(seenInput) && region.equals(seenRegion)) return;
		seenInput = input;
		seenRegion = region;
		final GenericDialog asked = dialog;
		final Thread thread = new Thread(() -> {
			final Optional<SlideOutline> found = command.outline(input, region);
			EventQueue.invokeLater(() -> {
				if (asked == null || asked != dialog || !input.equals(seenInput) || !region.equals(seenRegion)) return;
				if (found.isEmpty()) return;
				outline = found;
				show(found.get());
				asked.pack();
			});
		}, "Slide in a dialog");
		thread.setDaemon(true);
		thread.start();
	}

	private void show(final SlideOutline found) {
		scenes.ifPresent(row -> row.setScenes(found));
		showLevels();
	}

	private void showLevels() {
		if (outline.isEmpty()) return;
		final int scene = scenes.map(SceneRow::index).orElse(0);
		levels.ifPresent(row -> row.setLevels(
			outline.get().levels().get(Math.min(scene, outline.get().levels().size() - 1))));
		if (dialog != null) dialog.pack();
	}

	/** After the dialog was closed. */
	void end() {
		dialog = null;
	}
}
