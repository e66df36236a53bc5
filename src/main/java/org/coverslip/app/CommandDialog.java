package org.coverslip.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
import org.coverslip.option.Option;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TargetOptions;
import org.scijava.widget.FileWidget;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/**
 * ImageJ's dialog for a command's parameters. What it cannot take it says, and asks again; so it does before a file is
 * replaced.
 */
final class CommandDialog {

	static final String MORE = "More...";

	private final String title;
	private final String description;
	private final SlideCommand command;
	private final List<CommandParameter> asked;
	private final List<DialogRow> rows = new ArrayList<>();
	private final Optional<CommandParameter> overwrite;
	private final OutlineWatch outline;
	private boolean unfolded;

	/**
	 * A dialog that is not shown yet.
	 *
	 * @param asked
	 *            those of the command's parameters that were not given
	 */
	CommandDialog(final String title, final String description, final SlideCommand command,
		final List<CommandParameter> asked)
	{
		this.title = title;
		this.description = description;
		this.command = command;
		this.asked = asked;
		overwrite = asked(TargetOptions.OVERWRITE);
		outline = new OutlineWatch(command);
		final List<CommandParameter> left = new ArrayList<>(asked);
		overwrite.ifPresent(left::remove);
		while (!left.isEmpty()) {
			final DialogRow row = row(left.get(0));
			left.removeAll(row.parameters());
			rows.add(row);
		}
		unfolded = rows.stream().filter(CommandDialog::isRare).flatMap(row -> row.parameters().stream())
			.anyMatch(parameter -> !Objects.equals(parameter.get(), parameter.option().heldOtherwise().orElse(null)));
	}

	private Optional<CommandParameter> asked(final Option<?> option) {
		return asked.stream().filter(parameter -> parameter.option().key().equals(option.key())).findFirst();
	}

	private DialogRow row(final CommandParameter parameter) {
		final String key = parameter.option().key();
		if (key.equals(PlaneOptions.SCENE.key()) ) return outline.scenes(new SceneRow(parameter));
		final Optional<CommandParameter> size = asked(ScaleOptions.PIXEL_SIZE);
		final Optional<CommandParameter> magnification = asked(ScaleOptions.MAGNIFICATION);
		if (key.equals(ScaleOptions.LEVEL.key()) && size.isPresent() && magnification.isPresent())
			return outline.levels(new ScaleRow(parameter, size.get(), magnification.get()));
		final boolean isTarget = FileWidget.SAVE_STYLE.equals(parameter.style()) && parameter.get() == null;
		return new ParameterRow(parameter, isTarget ? command.suggestedTarget().map(Path::toString).orElse("") : "");
	}

	private static boolean isRare(final DialogRow row) {
		return row.parameters().stream().allMatch(parameter -> parameter.option().isRare());
	}

	private List<DialogRow> shown() {
		return rows.stream().filter(row -> unfolded || !isRare(row)).toList();
	}

	/** Asks until the command has values that it can take; false if the user gives up. */
	boolean ask() {
		overwrite.ifPresent(parameter -> parameter.set(false));
		while (show()) {
			final Optional<String> problem = take();
			if (problem.isPresent()) MessageWindow.show(title, problem.get());
			else if (mayWrite()) {
				shown().forEach(row -> {
					if (row instanceof ParameterRow one) one.remember();
				});
				return true;
			}
		}
		return false;
	}

	/** Shows the dialog until it is more than unfolded; false if the user cancels it. */
	private boolean show() {
		while (true) {
			final GenericDialog dialog = new GenericDialog(title);
			outline.begin(dialog);
			shown().forEach(row -> row.addTo(dialog));
			outline.watch(shown());
			if (shown().size() < rows.size()) dialog.enableYesNoCancel("OK", MORE);
			dialog.addHelp(help());
			dialog.showDialog();
			outline.end();
			if (dialog.wasOKed() || dialog.wasCanceled()) return dialog.wasOKed();
			shown().forEach(DialogRow::problem); // keeps what was typed
			unfolded = true;
		}
	}

	/** Gives the command what was typed; the first thing that it does not take, in one sentence. */
	private Optional<String> take() {
		final Optional<String> problem =
			shown().stream().map(DialogRow::problem).flatMap(Optional::stream).findFirst();
		if (problem.isPresent()) return problem;
		shown().forEach(DialogRow::accept);
		try {
			command.resolveRegion();
			command.target();
			return Optional.empty();
		}
		catch (final IllegalArgumentException e) {
			return Optional.of(SlideCommand.sentence(e));
		}
	}

	/** Asks whether a file, or a folder that is written as a whole, may be replaced, if there is one. */
	private boolean mayWrite() {
		final Optional<Path> target = command.target().filter(Files::exists);
		if (target.isEmpty() || overwrite.isEmpty()) return true;
		final GenericDialog question = new GenericDialog(title);
		question.addMessage(MessageWindow.inLines(target.get() + "\nis there already."));
		question.setOKLabel("Replace it");
		question.setCancelLabel("Back");
		question.showDialog();
		if (question.wasOKed()) overwrite.get().set(true);
		return question.wasOKed();
	}

	/** Tells ImageJ's recorder, if it is open. */
	void record() {
		if (!IJ.recording()) return;
		shown().forEach(DialogRow::record);
		overwrite.ifPresent(parameter -> Recorder.recordOption(parameter.option().key(), parameter.get().toString()));
	}

	private String help() {
		final StringBuilder html = new StringBuilder("<html><p>").append(description).append("</p><dl>");
		for (final CommandParameter parameter : command.parameters())
			html.append("<dt><b>").append(parameter.option().label()).append("</b> (").append(parameter.option().key())
				.append(")</dt><dd>").append(parameter.option().help()).append("</dd>");
		return html.append("</dl><p><a href=\"").append(SlideCommand.GUIDE).append("\">User guide</a></p></html>")
			.toString();
	}
}
