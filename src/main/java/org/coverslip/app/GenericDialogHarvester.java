package org.coverslip.app;

import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.stream.StreamSupport;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;
import org.scijava.widget.InputHarvester;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.frame.Recorder;

/**
 * Asks for the inputs of Coverslip's commands in one of ImageJ's own dialogs, in the plain ImageJ and in Fiji alike; a
 * command that fails is asked for again. It comes before SciJava's own dialogs and choosers of files, which find
 * nothing left to ask for, and leaves all other commands to them. Without windows, in Fiji, SciJava says what is
 * missing.
 * <p>
 * The plain ImageJ records here, under the parameters' names, so that the macro that ImageJ writes runs here and in
 * Fiji alike; Fiji records what commands were run with by itself.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 0.75)
public final class GenericDialogHarvester extends AbstractPreprocessorPlugin {

	@Parameter(required = false)
	private UIService windows;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof SlideCommand command) || !isNeededFor(module)) return;
		final boolean plain = ImageJCommand.isContextOfLauncher(context());
		if (!plain && !hasWindows()) return;
		if (needsImage(module)) cancel("There is no image open.");
		else if (!GraphicsEnvironment.isHeadless()) ask(module, command, plain);
		else if (hasAllItNeeds(command))
			command.parameters().forEach(parameter -> module.resolveInput(parameter.option().key()));
		else cancel("Without a screen, \"" + module.getInfo().getTitle() + "\" needs its options in the macro.");
	}

	/** Whether Fiji is more than a library for a script. */
	private boolean hasWindows() {
		return windows != null && !windows.isHeadless() && !windows.getVisibleUIs().isEmpty();
	}

	private static boolean needsImage(final Module module) {
		return StreamSupport.stream(module.getInfo().inputs().spliterator(), false)
			.anyMatch(input -> input.getType() == ImagePlus.class && input.isRequired()
				&& !module.isInputResolved(input.getName()));
	}

	/** Whether a user could press OK at once: the rest is of the active image, or has a value of its own. */
	private static boolean hasAllItNeeds(final SlideCommand command) {
		return command.parameters().stream()
			.allMatch(parameter -> !parameter.option().isRequired() || parameter.get() != null);
	}

	private void ask(final Module module, final SlideCommand command, final boolean recording) {
		final String title = title(module);
		final CommandDialog dialog =
			new CommandDialog(title, module.getInfo().getDescription(), command, notGiven(module, command));
		if (!dialog.ask()) {
			cancel("");
			return;
		}
		if (recording) dialog.record();
		command.parameters().forEach(parameter -> module.resolveInput(parameter.option().key()));
		command.whenItFails(problem -> {
			IJ.showProgress(1.0);
			MessageWindow.show(title, problem);
			if (recording) Recorder.setCommand(Recorder.getCommand()); // without the options of the failure
			final boolean again = dialog.ask();
			if (again && recording) dialog.record();
			IJ.resetEscape();
			return again;
		});
	}

	/** Whether a user is asked, since no macro and no script says what a command is to do. */
	static boolean isNeededFor(final Module module) {
		return Macro.getOptions() == null && module.getDelegateObject() instanceof SlideCommand command
			&& !notGiven(module, command).isEmpty();
	}

	private static List<CommandParameter> notGiven(final Module module, final SlideCommand command) {
		return command.parameters().stream().filter(parameter -> !module.isInputResolved(parameter.option().key()))
			.toList();
	}

	private static String title(final Module module) {
		return module.getInfo().getTitle().replace("...", "");
	}
}
