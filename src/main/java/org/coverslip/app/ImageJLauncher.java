package org.coverslip.app;

import java.awt.HeadlessException;
import java.awt.Menu;
import java.awt.MenuItem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.coverslip.command.SlideCommand;
import org.scijava.Context;
import org.scijava.Priority;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.plugin.SciJavaPlugin;
import org.scijava.widget.InputHarvester;

import ij.IJ;
import ij.ImageJ;
import ij.Macro;
import ij.Menus;
import ij.macro.Interpreter;

/**
 * A plain ImageJ with Coverslip's commands in Plugins &gt; Coverslip, or ImageJ without a screen that runs a macro.
 */
final class ImageJLauncher {

	private static final String MENU = "Coverslip";
	private static final String COMMANDS = SlideCommand.class.getPackageName() + ".";

	private final Context context;

	private ImageJLauncher(final Context context) {
		this.context = context;
	}

	/** Starts ImageJ from {@code coverslip imagej ...} and returns the exit status; with a screen, ImageJ goes on. */
	static int main(final String[] args, final PrintStream out, final PrintStream err) {
		final List<String> files = new ArrayList<>();
		boolean headless = false;
		String macro = null;
		String argument = "";
		for (int i = 0; i < args.length; i++)
			switch (args[i]) {
				case "--headless" -> headless = true;
				case "--run" -> {
					if (++i == args.length) return usage(err, "--run needs the path of a macro");
					macro = args[i];
					if (i + 1 < args.length && !args[i + 1].startsWith("--")) argument = args[++i];
				}
				case "-h", "--help" -> {
					out.println("coverslip imagej [--headless] [--run MACRO.ijm [ARGUMENT]] [SLIDE...]");
					return Coverslip.DONE;
				}
				default -> {
					if (args[i].startsWith("-")) return usage(err, "unknown option '" + args[i] + "'");
					files.add(args[i]);
				}
			}
		if (headless && macro == null) return usage(err, "--headless needs --run MACRO.ijm");
		if (headless) System.setProperty("java.awt.headless", "true");
		final ImageJLauncher launcher = start(headless);
		for (final String file : files)
			IJ.run("Open Overview...", "input=[" + file + "]");
		if (macro == null) return Coverslip.DONE;
		final String problem = launcher.runMacro(macro, argument);
		if (problem == null) return Coverslip.DONE;
		err.println("coverslip: " + problem);
		return headless ? Coverslip.FAILED : Coverslip.DONE;
	}

	private static int usage(final PrintStream err, final String problem) {
		err.println("coverslip: " + problem + "; see coverslip imagej --help");
		return Coverslip.USAGE;
	}

	/** Starts ImageJ with the commands, in this virtual machine. */
	static ImageJLauncher start(final boolean headless) {
		final ImageJLauncher launcher = new ImageJLauncher(new Context());
		if (headless && !Boolean.getBoolean("coverslip.debug")) // where standard error is for one line
			launcher.context.service(LogService.class).setLevel(LogLevel.NONE);
		launcher.addPlugins();
		ImageJCommand.setContext(launcher.context);
		final ImageJ window = headless ? null : new ImageJ(ImageJ.STANDALONE);
		if (headless) CommandTable.fill();
		for (final CommandInfo command : launcher.commands())
			CommandTable.put(command.getMenuPath().getLeaf().getName(), ImageJCommand.entry(command));
		if (!headless) launcher.addMenu(window);
		return launcher;
	}

	Context context() {
		return context;
	}

	/** The commands of the menu, in the menu's order. */
	List<CommandInfo> commands() {
		return context.service(CommandService.class).getCommands().stream()
			.filter(command -> command.getClassName().startsWith(COMMANDS) && !command.getMenuPath().isEmpty())
			.sorted(Comparator.comparingDouble(command -> command.getMenuPath().getLeaf().getWeight())).toList();
	}

	private void addPlugins() {
		add(MacroPreprocessor.class, PreprocessorPlugin.class, 2 * Priority.VERY_HIGH);
		add(ActiveImagePreprocessor.class, PreprocessorPlugin.class, Priority.VERY_HIGH);
		// before SciJava's own chooser for commands with a single file, which needs a SciJava user interface
		add(GenericDialogHarvester.class, PreprocessorPlugin.class, InputHarvester.PRIORITY + 0.75);
		add(OutputPostprocessor.class, PostprocessorPlugin.class, Priority.VERY_HIGH);
	}

	private <P extends SciJavaPlugin> void add(final Class<? extends P> plugin, final Class<P> type, final double priority) {
		final PluginInfo<P> info = new PluginInfo<>(plugin, type);
		info.setPriority(priority);
		context.service(PluginService.class).addPlugin(info);
	}

	private void addMenu(final ImageJ imageJ) {
		final Menu menu = new Menu(MENU);
		for (final CommandInfo command : commands()) {
			final String label = command.getMenuPath().getLeaf().getName();
			final MenuItem item = new MenuItem(label);
			item.addActionListener(imageJ);
			menu.add(item);
		}
		Menus.getImageJMenu("Plugins").add(menu);
		imageJ.exitWhenQuitting(true);
	}

	/** Runs a macro file in this thread; the problem in one line, or null if there was none. */
	String runMacro(final String file, final String argument) {
		final String text = IJ.openAsString(file);
		if (text == null || text.startsWith("Error: ")) return file + " cannot be read";
		return runMacroText(text, argument);
	}

	String runMacroText(final String macro, final String argument) {
		final Interpreter interpreter = new Interpreter();
		try {
			interpreter.run(macro, argument);
		}
		catch (final HeadlessException e) {
			return problem(interpreter); // ImageJ tried to show a macro's error
		}
		catch (final RuntimeException e) {
			if (Macro.MACRO_CANCELED.equals(e.getMessage())) return problem(interpreter);
			throw e;
		}
		return interpreter.wasError() || interpreter.getErrorMessage() != null ? problem(interpreter) : null;
	}

	private static String problem(final Interpreter interpreter) {
		final String message = ImageJCommand.takeProblem().orElse(interpreter.getErrorMessage());
		return (message == null ? Macro.MACRO_CANCELED : message.strip()) + " (line " + interpreter.getLineNumber() + " of the macro)";
	}
}
