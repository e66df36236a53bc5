package org.coverslip.app;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.FlowLayout;
import java.awt.GraphicsEnvironment;
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
import org.coverslip.command.SlideCommand;
import org.coverslip.option.Option;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.widget.FileWidget;

import ij.IJ;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.io.SaveDialog;
import ij.plugin.frame.Recorder;

/**
 * Asks for a command's inputs in one of ImageJ's own dialogs, and records them under the parameters' names, so that the
 * macro that ImageJ writes runs here and in Fiji alike.
 */
public final class GenericDialogHarvester extends AbstractPreprocessorPlugin {

	private static final int PATH_COLUMNS = 40;
	private static final int NUMBER_COLUMNS = 10;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof SlideCommand command)) return;
		final List<Field> fields = command.parameters().stream()
			.filter(parameter -> !module.isInputResolved(parameter.option().key())).map(Field::new).toList();
		if (fields.isEmpty() || Macro.getOptions() != null) return;
		if (GraphicsEnvironment.isHeadless()) {
			cancel("Without a screen, \"" + module.getInfo().getTitle() + "\" needs its options in the macro.");
			return;
		}
		while (ask(module, fields)) {
			final Optional<String> problem = fields.stream().map(Field::problem).flatMap(Optional::stream).findFirst();
			if (problem.isPresent()) {
				IJ.showMessage(title(module), problem.get());
				continue;
			}
			fields.forEach(field -> accept(module, field));
			try {
				command.resolveRegion();
			}
			catch (final IllegalArgumentException e) {
				IJ.showMessage(title(module), e.getMessage());
				continue;
			}
			if (IJ.recording()) fields.forEach(Field::record);
			return;
		}
		cancel("");
	}

	/** Shows the dialog; false if the user cancels it. */
	private static boolean ask(final Module module, final List<Field> fields) {
		final GenericDialog dialog = new GenericDialog(title(module));
		fields.forEach(field -> field.addTo(dialog));
		dialog.addHelp(help(module, fields));
		dialog.showDialog();
		return dialog.wasOKed();
	}

	private static String title(final Module module) {
		return module.getInfo().getTitle().replace("...", "");
	}

	private static String help(final Module module, final List<Field> fields) {
		final StringBuilder html = new StringBuilder("<html><p>").append(module.getInfo().getDescription())
			.append("</p><dl>");
		for (final Field field : fields)
			html.append("<dt><b>").append(field.label()).append("</b> (").append(field.option().key())
				.append(")</dt><dd>").append(field.option().help()).append("</dd>");
		return html.append("</dl></html>").toString();
	}

	private static void accept(final Module module, final Field field) {
		final String key = field.option().key();
		final String text = field.text();
		field.parameter.set(text.isEmpty() && !field.isText() ? null : text);
		module.resolveInput(key);
	}

	/** One parameter with its row of the dialog. */
	private static final class Field {

		private final CommandParameter parameter;
		private String typed;
		private Supplier<String> content;

		Field(final CommandParameter parameter) {
			this.parameter = parameter;
		}

		Option<?> option() {
			return parameter.option();
		}

		boolean isText() {
			return option().kind().held() == String.class;
		}

		boolean isFile() {
			return option().kind().held() == File.class;
		}

		String label() {
			return option().label();
		}

		String text() {
			return content.get().strip();
		}

		Optional<String> problem() {
			typed = text();
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

		/** Writes down what was given, with numbers for the name of a region. */
		void record() {
			final String key = option().key();
			final String given = text().isEmpty() ? "" : String.valueOf(parameter.get());
			if (given.isEmpty()) return;
			if (isFile()) Recorder.recordPath(key, given);
			else Recorder.recordOption(key, given);
		}

		/** With what was typed into the dialog before, if it is shown again. */
		void addTo(final GenericDialog dialog) {
			final Object value = parameter.get();
			final String text = typed != null ? typed : value == null ? "" : String.valueOf(value);
			final List<String> choices = option().kind().choices();
			if (!choices.isEmpty()) {
				dialog.addChoice(label(), choices.toArray(String[]::new), text);
				final Choice choice = (Choice) last(dialog.getChoices());
				content = choice::getSelectedItem;
			}
			else if (option().kind().held() == Boolean.class) {
				dialog.addCheckbox(label(), Boolean.parseBoolean(text));
				final Checkbox box = (Checkbox) last(dialog.getCheckboxes());
				content = () -> String.valueOf(box.getState());
			}
			else {
				addTextField(dialog, text);
				final TextField field = (TextField) last(dialog.getStringFields());
				content = field::getText;
			}
		}

		private void addTextField(final GenericDialog dialog, final String text) {
			if (!isFile()) dialog.addStringField(label(), text, isText() ? PATH_COLUMNS / 2 : NUMBER_COLUMNS);
			else if (FileWidget.DIRECTORY_STYLE.equals(parameter.style()))
				dialog.addDirectoryField(label(), text, PATH_COLUMNS);
			else if (FileWidget.SAVE_STYLE.equals(parameter.style())) {
				dialog.addStringField(label(), text, PATH_COLUMNS);
				addBrowseButton(dialog, (TextField) last(dialog.getStringFields()));
			}
			else dialog.addFileField(label(), text, PATH_COLUMNS);
		}

		/** A button behind the text field, as ImageJ has it for files to open. */
		private void addBrowseButton(final GenericDialog dialog, final TextField field) {
			final GridBagLayout layout = (GridBagLayout) dialog.getLayout();
			final GridBagConstraints place = layout.getConstraints(field);
			final Button button = new Button("Browse");
			button.addActionListener(event -> chooseTarget(field));
			final Panel panel = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
			panel.add(field);
			panel.add(button);
			layout.setConstraints(panel, place);
			dialog.add(panel);
		}

		private void chooseTarget(final TextField field) {
			final File given = new File(field.getText());
			final SaveDialog dialog = new SaveDialog(label(), given.getParent(), given.getName(), null);
			if (dialog.getFileName() != null) field.setText(dialog.getDirectory() + dialog.getFileName());
		}

		private static Object last(final Vector<?> components) {
			return components.lastElement();
		}
	}
}
