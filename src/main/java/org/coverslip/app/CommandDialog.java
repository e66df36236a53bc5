package org.coverslip.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
import org.coverslip.option.TargetOptions;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/**
 * ImageJ's dialog for a command's parameters. What it cannot take it says, and asks again; so it does before a file is
 * replaced.
 */
final class CommandDialog {

	private final String title;
	private final String description;
	private final SlideCommand command;
	private final List<ParameterRow> rows = new ArrayList<>();
	private final Optional<CommandParameter> overwrite;

	CommandDialog(final String title, final String description, final SlideCommand command) {
		this.title = title;
		this.description = description;
		this.command = command;
		overwrite = command.parameter(TargetOptions.OVERWRITE.key());
		for (final CommandParameter parameter : command.parameters())
			if (overwrite.isEmpty() || parameter != overwrite.get()) rows.add(new ParameterRow(parameter));
	}

	/** Asks until the command has values that it can take; false if the user gives up. */
	boolean ask() {
		overwrite.ifPresent(parameter -> parameter.set(false));
		while (show()) {
			final Optional<String> problem = take();
			if (problem.isPresent()) IJ.showMessage(title, problem.get());
			else if (mayWrite()) {
				rows.forEach(ParameterRow::remember);
				return true;
			}
		}
		return false;
	}

	private boolean show() {
		final GenericDialog dialog = new GenericDialog(title);
		rows.forEach(row -> row.addTo(dialog));
		dialog.addHelp(help());
		dialog.showDialog();
		return dialog.wasOKed();
	}

	/** Gives the command what was typed; the first thing that it does not take, in one sentence. */
	private Optional<String> take() {
		final Optional<String> problem =
			rows.stream().map(ParameterRow::problem).flatMap(Optional::stream).findFirst();
		if (problem.isPresent()) return problem;
		rows.forEach(ParameterRow::accept);
		try {
			command.resolveRegion();
			command.target();
			return Optional.empty();
		}
		catch (final IllegalArgumentException e) {
			return Optional.of(SlideCommand.sentence(e));
		}
	}

	/** Asks whether a file may be replaced, if there is one. */
	private boolean mayWrite() {
		final Optional<Path> target = command.target().filter(Files::isRegularFile);
		if (target.isEmpty() || overwrite.isEmpty()) return true;
		final GenericDialog question = new GenericDialog(title);
		question.addMessage(target.get() + "\nis there already.");
		question.setOKLabel("Replace it");
		question.setCancelLabel("Back");
		question.showDialog();
		if (question.wasOKed()) overwrite.get().set(true);
		return question.wasOKed();
	}

	/** Tells ImageJ's recorder, if it is open. */
	void record() {
		if (!IJ.recording()) return;
		rows.forEach(ParameterRow::record);
		overwrite.ifPresent(parameter -> Recorder.recordOption(parameter.option().key(), parameter.get().toString()));
	}

	private String help() {
		final StringBuilder html = new StringBuilder("<html><p>").append(description).append("</p><dl>");
		for (final ParameterRow row : rows)
			html.append("<dt><b>").append(row.option().label()).append("</b> (").append(row.option().key())
				.append(")</dt><dd>").append(row.option().help()).append("</dd>");
		return html.append("</dl></html>").toString();
	}
}
