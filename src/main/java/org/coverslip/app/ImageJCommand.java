package org.coverslip.app;

import java.awt.GraphicsEnvironment;
import java.util.Optional;

import org.coverslip.command.SlideCommand;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;

/**
 * ImageJ's way to a SciJava command: an entry {@code org.coverslip.app.ImageJCommand("class of the command")} in
 * ImageJ's table of commands, so that menus, macros, the recorder and the command finder know it as one of their own.
 * <p>
 * ImageJ makes a new instance for each run; the context that runs the commands is kept among ImageJ's properties. A
 * command runs in the thread in which ImageJ started it, since macro options and active images belong to threads in
 * ImageJ.
 */
public final class ImageJCommand implements PlugIn {

	private static final String CONTEXT = "org.coverslip.context";

	private static final String PROBLEM = "org.coverslip.problem";

	/** Gives the context to all later runs. */
	static void setContext(final Context context) {
		IJ.setProperty(CONTEXT, context);
	}

	/** That of the launcher, else Fiji's own. */
	static Context context() {
		final Context ours = (Context) IJ.getProperty(CONTEXT);
		return ours != null ? ours : (Context) IJ.runPlugIn("org.scijava.Context", "");
	}

	/** Whether a context is that of the plain ImageJ. */
	static boolean isContextOfLauncher(final Context context) {
		return context == IJ.getProperty(CONTEXT);
	}

	/** The entry for a command in ImageJ's table. */
	static String entry(final CommandInfo command) {
		return ImageJCommand.class.getName() + "(\"" + command.getClassName() + "\")";
	}

	@Override
	public void run(final String commandClass) {
		final Context context = context();
		final CommandInfo command = context.service(CommandService.class).getCommand(commandClass);
		run(context, context.service(ModuleService.class).createModule(command));
	}

	/** Runs a command in this thread, with what SciJava's plugins do before and after it; Esc cancels it. */
	static void process(final Context context, final Module module) {
		final PluginService plugins = context.service(PluginService.class);
		final EscapeKey escape = EscapeKey.cancels(context, (Cancelable) module);
		try {
			new ModuleRunner(context, module, plugins.createInstancesOfType(PreprocessorPlugin.class),
				plugins.createInstancesOfType(PostprocessorPlugin.class)).run();
		}
		finally {
			escape.close();
		}
	}

	private static void run(final Context context, final Module module) {
		final Cancelable canceling = (Cancelable) module;
		final boolean asked = !GraphicsEnvironment.isHeadless() && GenericDialogHarvester.isNeededFor(module);
		try {
			process(context, module);
			if (!canceling.isCanceled()) return;
		}
		catch (final RuntimeException e) {
			if (Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
			report(module, SlideCommand.sentence(e));
			return;
		}
		if (asked) Recorder.setCommand(null); // not to be recorded
		report(module, canceling.getCancelReason());
	}

	private static String title(final Module module) {
		return module.getInfo().getTitle().replace("...", "");
	}

	/**
	 * Says why a command did not do its work, and ends the macro that called it. An empty reason is the user's own.
	 * Without a screen the reason is kept for {@link #takeProblem()}.
	 */
	private static void report(final Module module, final String reason) {
		Macro.abort();
		if (reason == null || reason.isEmpty()) return;
		if (!GraphicsEnvironment.isHeadless()) {
			MessageWindow.error(title(module), reason);
			return;
		}
		IJ.setProperty(PROBLEM, reason);
		final Interpreter macro = Interpreter.getInstance();
		if (macro == null) return;
		macro.setIgnoreErrors(true); // else ImageJ would try to show it
		macro.abort(reason);
	}

	/** What the last failed command said without a screen, once. */
	static Optional<String> takeProblem() {
		final Optional<String> problem = Optional.ofNullable((String) IJ.getProperty(PROBLEM));
		IJ.setProperty(PROBLEM, null);
		return problem;
	}
}
