package org.coverslip.app;

import org.coverslip.command.SlideCommand;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

/**
 * Runs a command from a macro that is to go on when the command fails: {@code run(...)} ends the macro then, and
 * ImageJ's macros have nothing that catches.
 *
 * <pre>
 * problem = call("org.coverslip.app.Attempt.run", "Convert Slide...", "input=a.svs output=a.tif");
 * if (problem != "") print(problem);
 * </pre>
 */
public final class Attempt {

	private Attempt() {}

	/**
	 * Runs one of Coverslip's commands in the calling thread.
	 *
	 * @param title
	 *            as in the menu and in {@code run(...)}
	 * @param options
	 *            as in {@code run(...)}
	 * @return why it failed, in one sentence; empty if it did its work
	 */
	public static String run(final String title, final String options) {
		final Context context = ImageJCommand.context();
		final CommandInfo command = context.service(CommandService.class).getCommands().stream()
			.filter(info -> info.getTitle().equals(title)).findFirst().orElse(null);
		if (command == null) return "there is no command \"" + title + "\"";
		final Module module = context.service(ModuleService.class).createModule(command);
		if (!(module.getDelegateObject() instanceof SlideCommand)) return title + " is not one of Coverslip's commands";
		try {
			MacroPreprocessor.resolve(module, options);
			ImageJCommand.process(context, module);
		}
		catch (final RuntimeException e) {
			return SlideCommand.sentence(e);
		}
		final Cancelable canceling = (Cancelable) module;
		if (!canceling.isCanceled()) return "";
		final String reason = canceling.getCancelReason();
		return reason == null || reason.isEmpty() ? title + " was canceled" : reason;
	}
}
