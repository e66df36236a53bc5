package org.coverslip.app;

import java.awt.GraphicsEnvironment;

import org.coverslip.command.SlideCommand;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.Macro;

/**
 * Asks for a command's inputs in one of ImageJ's own dialogs, and records them under the parameters' names, so that the
 * macro that ImageJ writes runs here and in Fiji alike.
 */
public final class GenericDialogHarvester extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof SlideCommand command) || !isNeededFor(module)) return;
		final CommandDialog dialog = new CommandDialog(title(module), module.getInfo().getDescription(), command);
		if (GraphicsEnvironment.isHeadless())
			cancel("Without a screen, \"" + module.getInfo().getTitle() + "\" needs its options in the macro.");
		else if (dialog.ask()) {
			dialog.record();
			command.parameters().forEach(parameter -> module.resolveInput(parameter.option().key()));
		}
		else cancel("");
	}

	/** Whether a user is asked, since no macro and no script says what a command is to do. */
	static boolean isNeededFor(final Module module) {
		return Macro.getOptions() == null && module.getDelegateObject() instanceof SlideCommand command
			&& command.parameters().stream().anyMatch(parameter -> !module.isInputResolved(parameter.option().key()));
	}

	private static String title(final Module module) {
		return module.getInfo().getTitle().replace("...", "");
	}
}
