package org.coverslip.app;

import java.awt.Menu;
import java.awt.MenuItem;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.command.SlideCommand;
import org.scijava.Context;
import org.scijava.MenuEntry;
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
	/** Where our entries stand in a menu path, after Plugins and Coverslip. */
	private static final int DEPTH = 2;
	private static final double SAME_GROUP = 1;
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
		if (headless) return ScreenlessImageJ.run(files, macro, argument, out, err);
		final ImageJLauncher launcher = start(false);
		launcher.open(files);
		if (macro == null) return Coverslip.DONE;
		final Optional<String> problem = runMacro(new Interpreter(), macro, argument);
		problem.ifPresent(sentence -> err.println("coverslip: " + sentence));
		return Coverslip.DONE;
	}

	private static int usage(final PrintStream err, final String problem) {
		err.println("coverslip: " + problem + "; see coverslip imagej --help");
		return Coverslip.USAGE;
	}

	/**
	 * Starts ImageJ with the commands, in this virtual machine; without a screen that must be one with unseen windows.
	 */
	static ImageJLauncher start(final boolean headless) {
		final ImageJLauncher launcher = new ImageJLauncher(new Context());
		if (headless && !Boolean.getBoolean("coverslip.debug")) // where standard error is for one line
			launcher.context.service(LogService.class).setLevel(LogLevel.NONE);
		launcher.addPlugins();
		ImageJCommand.setContext(launcher.context);
		final ImageJ window = new ImageJ(ImageJ.STANDALONE);
		launcher.addCommands();
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
			.sorted(Comparator.<CommandInfo> comparingDouble(command -> command.getMenuPath().get(DEPTH).getWeight())
			.thenComparingDouble(command -> command.getMenuPath().getLeaf().getWeight())).toList();
	}

	private void addPlugins() {
		add(MacroPreprocessor.class, PreprocessorPlugin.class, 2 * Priority.VERY_HIGH);
		add(ActiveImagePreprocessor.class, PreprocessorPlugin.class, Priority.VERY_HIGH);
		add(OutputPostprocessor.class, PostprocessorPlugin.class, Priority.VERY_HIGH);
	}

	private <P
		extends SciJavaPlugin> void add(final Class<? extends P> plugin, final Class<P> type, final double priority) {
		final PluginInfo<P> info = new PluginInfo<>(plugin, type);
		info.setPriority(priority);
		context.service(PluginService.class).addPlugin(info);
	}

	// ImageJ's table of commands, by which menus and macros find what to run, has texts only
	@SuppressWarnings("unchecked")
	private void addCommands() {
		final Hashtable<String, String> table = Menus.getCommands();
		for (final CommandInfo command : commands())
			table.put(command.getMenuPath().getLeaf().getName(), ImageJCommand.entry(command));
	}

	/** Entries of far weights are divided by lines, as SciJava does it. */
	private void addMenu(final ImageJ imageJ) {
		final Menu menu = new Menu(MENU);
		final Map<String, Menu> submenus = new HashMap<>();
		double before = Double.NaN;
		for (final CommandInfo command : commands()) {
			final MenuEntry entry = command.getMenuPath().get(DEPTH);
			if (entry.getWeight() - before > SAME_GROUP) menu.addSeparator();
			before = entry.getWeight();
			final MenuItem item = new MenuItem(command.getMenuPath().getLeaf().getName());
			item.addActionListener(imageJ);
			if (command.getMenuPath().getLeaf() == entry) menu.add(item);
			else submenus.computeIfAbsent(entry.getName(), name -> (Menu) menu.add(new Menu(name))).add(item);
		}
		Menus.getImageJMenu("Plugins").add(menu);
		imageJ.exitWhenQuitting(true);
	}

	/** Opens overviews of slides. */
	void open(final List<String> slides) {
		for (final String slide : slides)
			IJ.run("Open Overview...", "input=[" + slide + "]");
	}

	/** Runs a macro file in this thread; the problem in one line, if there was one. */
	static Optional<String> runMacro(final Interpreter interpreter, final String file, final String argument) {
		final Path path = Path.of(file);
		if (Files.exists(path) && !Files.isRegularFile(path)) return Optional.of(file + " is no file with a macro");
		final String text = IJ.openAsString(file);
		if (text == null || text.startsWith("Error: ")) return Optional.of(file + " cannot be read");
		return runText(interpreter, text, argument);
	}

	/** Likewise, the text of a macro. */
	static Optional<String> runText(final Interpreter interpreter, final String text, final String argument) {
		boolean canceled = false;
		try {
			interpreter.run(text, argument);
		}
		catch (final RuntimeException e) {
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
			canceled = Interpreter.getInstance() != null; // else it was the macro's own exit()
		}
		final Optional<String> problem =
			ImageJCommand.takeProblem()
			.or(() -> Optional.ofNullable(interpreter.getErrorMessage()).filter(message -> interpreter.wasError()));
		return problem.or(canceled ? () -> Optional.of(Macro.MACRO_CANCELED) : Optional::empty)
			.map(message -> message.strip() + " (line " + interpreter.getLineNumber() + " of the macro)");
	}
}
