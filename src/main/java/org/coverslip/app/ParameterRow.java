package org.coverslip.app;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Panel;
import java.awt.TextField;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.function.Supplier;

import org.coverslip.command.CommandParameter;
import org.coverslip.option.Option;
import org.coverslip.slide.SlideAddress;
import org.scijava.widget.FileWidget;

import ij.gui.GenericDialog;
import ij.io.SaveDialog;
import ij.plugin.frame.Recorder;

/** One parameter of a command with its row of a dialog. */
final class ParameterRow implements DialogRow {

	private static final int PATH_COLUMNS = 40;
	private static final int NUMBER_COLUMNS = 10;

	private final CommandParameter parameter;
	private final String suggestion;
	private String typed;
	private Supplier<String> content;
	private TextField field;

	/**
	 * @param suggestion
	 *            what is offered where there is no value
	 */
	ParameterRow(final CommandParameter parameter, final String suggestion) {
		this.parameter = parameter;
		this.suggestion = suggestion;
	}

	@Override
	public List<CommandParameter> parameters() {
		return List.of(parameter);
	}

	/** The field, if it takes a text and is shown. */
	Optional<TextField> textField() {
		return Optional.ofNullable(field);
	}

	private Option<?> option() {
		return parameter.option();
	}

	private boolean isText() {
		return option().kind().held() == String.class;
	}

	private boolean isFile() {
		return option().kind().held() == File.class || isSlide() && FileWidget.OPEN_STYLE.equals(parameter.style());
	}

	private boolean isSlide() {
		return option().kind().held() == SlideAddress.class;
	}

	private boolean isFileToSave() {
		return FileWidget.SAVE_STYLE.equals(parameter.style());
	}

	private boolean isFolder() {
		return FileWidget.DIRECTORY_STYLE.equals(parameter.style());
	}

	private String label() {
		return option().label();
	}

	@Override
	public Optional<String> problem() {
		typed = content.get().strip();
		if (typed.isEmpty() && !isText())
			return option().isRequired() ? Optional.of("\"" + label() + "\" needs a value.") : Optional.empty();
		try {
			option().parse(typed, label());
			return Optional.empty();
		}
		catch (final IllegalArgumentException e) {
			return Optional.of(e.getMessage());
		}
	}

	@Override
	public void accept() {
		parameter.set(typed.isEmpty() && !isText() ? null : typed);
	}

	/** Keeps a file's folder for the next dialog. */
	void remember() {
		final boolean isHere = isFile() && !typed.isEmpty() && !(isSlide() && new SlideAddress(typed).isRemote());
		if (isHere) LastFolders.keep(new File(typed), isFolder(), isFileToSave());
	}

	/** With numbers for the name of a region. */
	@Override
	public void record() {
		final String given = typed.isEmpty() ? "" : String.valueOf(parameter.get());
		if (given.isEmpty()) return;
		if (isFile()) Recorder.recordPath(option().key(), given);
		else Recorder.recordOption(option().key(), given);
	}

	@Override
	public void addTo(final GenericDialog dialog) {
		final Object value = parameter.get();
		final String text = typed != null ? typed : value == null ? suggestion : String.valueOf(value);
		final List<String> choices = option().kind().choices();
		if (!choices.isEmpty()) {
			dialog.addChoice(label(), choices.toArray(String[]::new), text);
			final Choice choice = (Choice) last(dialog.getChoices());
			content = choice::getSelectedItem;
			Tooltip.add(dialog, choice, option().help());
		}
		else if (option().kind().held() == Boolean.class) {
			dialog.addCheckbox(label(), Boolean.parseBoolean(text));
			final Checkbox box = (Checkbox) last(dialog.getCheckboxes());
			content = () -> String.valueOf(box.getState());
			Tooltip.add(dialog, box, option().help());
		}
		else {
			addTextField(dialog, text);
			field = (TextField) last(dialog.getStringFields());
			content = field::getText;
			Tooltip.add(dialog, field, option().help());
		}
	}

	private int columns() {
		if (isSlide()) return PATH_COLUMNS;
		return isText() ? PATH_COLUMNS / 2 : NUMBER_COLUMNS;
	}

	private void addTextField(final GenericDialog dialog, final String text) {
		if (!isFile()) dialog.addStringField(label(), text, columns());
		else if (isFolder()) dialog.addDirectoryField(label(), text, PATH_COLUMNS);
		else if (isFileToSave()) {
			dialog.addStringField(label(), text, PATH_COLUMNS);
			addBrowseButton(dialog, (TextField) last(dialog.getStringFields()));
		}
		else dialog.addFileField(label(), text, PATH_COLUMNS);
		if (isFile()) LastFolders.offer();
	}

	/** A button behind the text field, as ImageJ has it for files to open. */
	private void addBrowseButton(final GenericDialog dialog, final TextField text) {
		final GridBagLayout layout = (GridBagLayout) dialog.getLayout();
		final GridBagConstraints place = layout.getConstraints(text);
		final Button button = new Button("Browse");
		button.addActionListener(event -> chooseTarget(text));
		final Panel panel = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		panel.add(text);
		panel.add(button);
		layout.setConstraints(panel, place);
		dialog.add(panel);
	}

	private void chooseTarget(final TextField text) {
		final File given = new File(text.getText());
		final String folder = given.getParent() == null ? LastFolders.toSave() : given.getParent();
		final SaveDialog dialog = new SaveDialog(label(), folder, given.getName(), null);
		if (dialog.getFileName() != null) text.setText(dialog.getDirectory() + dialog.getFileName());
	}

	private static Object last(final Vector<?> components) {
		return components.lastElement();
	}
}
