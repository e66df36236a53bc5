package org.coverslip.app;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.coverslip.command.AssociatedImageCommand;
import org.coverslip.command.ConvertAnnotationsCommand;
import org.coverslip.command.ConvertSlideCommand;
import org.coverslip.command.DeidentifySlideCommand;
import org.coverslip.command.DemonstrationCommand;
import org.coverslip.command.ExportDeepZoomCommand;
import org.coverslip.command.ExportTilesCommand;
import org.coverslip.command.InspectTiffCommand;
import org.coverslip.command.LastingCommand;
import org.coverslip.command.MeasureAnnotationsCommand;
import org.coverslip.command.ProcessFolderCommand;
import org.coverslip.command.ProcessSlideCommand;
import org.coverslip.command.ReadRegionCommand;
import org.coverslip.command.ServeSlidesCommand;
import org.coverslip.command.SlideCommand;
import org.coverslip.command.SlideInfoCommand;
import org.coverslip.slide.SlideAddress;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Exit status 0; 1 with one line on standard error if something fails; 2 if the command line is not
 * understood.
 */
public final class Coverslip {

	static final int DONE = 0;
	static final int FAILED = 1;
	static final int USAGE = 2;

	static final List<Subcommand> SUBCOMMANDS = List.of( //
		new Subcommand("info", SlideInfoCommand::new, true), //
		new Subcommand("read", ReadRegionCommand::new, false), //
		new Subcommand("associated", AssociatedImageCommand::new, false), //
		new Subcommand("convert", ConvertSlideCommand::new, false), //
		new Subcommand("deidentify", DeidentifySlideCommand::new, false), //
		new Subcommand("deepzoom", ExportDeepZoomCommand::new, false), //
		new Subcommand("tiles", ExportTilesCommand::new, false), //
		new Subcommand("process", ProcessSlideCommand::new, false), //
		new Subcommand("annotations", ConvertAnnotationsCommand::new, false), //
		new Subcommand("measure", MeasureAnnotationsCommand::new, false), //
		new Subcommand("serve", ServeSlidesCommand::new, false), //
		new Subcommand("folder", ProcessFolderCommand::new, false), //
		new Subcommand("inspect", InspectTiffCommand::new, false));

	private final PrintStream out;
	private final PrintStream err;

	Coverslip(final PrintStream out, final PrintStream err) {
		this.out = out;
		this.err = err;
	}

	public static void main(final String[] args) {
		final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
		final int status = new Coverslip(out, err).run(args);
		if (status != DONE || isHeadlessImageJ(args)) System.exit(status);
	}

	/** Whether it was an ImageJ that ends with its macro, even if threads are still running. */
	private static boolean isHeadlessImageJ(final String[] args) {
		return args.length > 0 && args[0].equals("imagej") && Arrays.asList(args).contains("--headless");
	}

	/** Runs one command line. */
	int run(final String... args) {
		try {
			return dispatch(args);
		}
		catch (final ParameterException e) {
			return usage(e.getMessage(), e.getCommandLine().getCommandName());
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			return failed(e);
		}
	}

	private int dispatch(final String[] args) {
		if (args.length == 0) return demonstrate(null);
		final String[] rest = Arrays.copyOfRange(args, 1, args.length);
		for (final Subcommand subcommand : SUBCOMMANDS)
			if (subcommand.name().equals(args[0])) return run(subcommand, rest);
		for (final Subcommand subcommand : Subcommand.installed())
			if (subcommand.name().equals(args[0])) return run(subcommand, rest);
		return switch (args[0]) {
			case "imagej" -> ImageJLauncher.main(rest, out, err);
			case "help", "-h", "--help" -> help();
			case "-V", "--version" -> version();
			default -> {
				if (isPath(args[0]) && Files.exists(Path.of(args[0]))) yield demonstrate(args[0]);
				yield usage("there is no command or file '" + args[0] + "'", "coverslip");
			}
		};
	}

	private static boolean isPath(final String word) {
		return !word.isEmpty() && !word.startsWith("-") && !new SlideAddress(word).isRemote();
	}

	private int run(final Subcommand subcommand, final String[] args) {
		final CommandSpec spec = subcommand.spec();
		final ParseResult parsed = new CommandLine(spec).parseArgs(args);
		if (parsed.isUsageHelpRequested()) {
			spec.commandLine().usage(out);
			return DONE;
		}
		if (parsed.isVersionHelpRequested()) return version();
		int status = DONE;
		for (final SlideCommand command : subcommand.commands(parsed))
			status = Math.max(status, execute(command));
		return status;
	}

	private int execute(final SlideCommand command) {
		final TerminalProgress progress = new TerminalProgress(err, TerminalProgress.isTerminal());
		try (Interruption interruption = new Interruption(progress)) {
			command.execute(progress);
			progress.clear();
			command.outputTexts().forEach(out::println);
			for (final String note : command.notes())
				err.println("coverslip: note: " + oneLine(note));
			if (command instanceof LastingCommand lasting) lasting.await(progress);
		}
		catch (final IOException | RuntimeException | OutOfMemoryError e) {
			progress.clear();
			return failed(e);
		}
		return DONE;
	}

	/**
	 * The demonstration, on the sample slide where no slide is given. Its files go to the build folder of a checkout,
	 * if this is one.
	 */
	private int demonstrate(final String slide) {
		final Path build = Path.of("target");
		final Path folder = Files.isDirectory(build) ? build : Path.of(System.getProperty("java.io.tmpdir"));
		final File results = folder.resolve("coverslip-demonstration").toFile();
		return execute(DemonstrationCommand.of(slide == null ? null : new File(slide), results));
	}

	private int failed(final Throwable failure) {
		final String sentence = failure instanceof CancellationException ? "canceled" : SlideCommand.sentence(failure);
		err.println("coverslip: " + oneLine(sentence));
		if (Boolean.getBoolean("coverslip.debug")) failure.printStackTrace(err);
		return FAILED;
	}

	private int usage(final String problem, final String command) {
		err.println("coverslip: " + oneLine(problem) + "; see " + command + " --help");
		return USAGE;
	}

	/** Without the queries of addresses, which may be secrets. */
	private static String oneLine(final String text) {
		return text.replaceAll("(://[^\\s?'\"]*)\\?[^\\s'\"]*", "$1").strip().replaceAll("\\s*\\R\\s*", "; ");
	}

	private int version() {
		final String version = Coverslip.class.getPackage().getImplementationVersion();
		out.println("coverslip " + (version == null ? "(development)" : version));
		return DONE;
	}

	private int help() {
		out.println("Whole-slide images: open, look, crop, save.");
		out.println();
		for (final Subcommand subcommand : SUBCOMMANDS)
			out.println("  coverslip " + synopsis(subcommand));
		for (final Subcommand subcommand : Subcommand.installed())
			out.println("  coverslip " + synopsis(subcommand));
		out.println("  coverslip imagej [--headless] [--run MACRO.ijm [ARGUMENT]] [FILE...]");
		out.println();
		out.println("coverslip COMMAND --help explains a command's options. Without arguments, coverslip gives a");
		out.println("demonstration on a sample slide; with the path of a slide, the same on that slide.");
		return DONE;
	}

	private static String synopsis(final Subcommand subcommand) {
		final StringBuilder line = new StringBuilder(subcommand.name());
		final CommandSpec spec = subcommand.spec();
		spec.positionalParameters().forEach(place -> line.append(' ').append(place.paramLabel())
			.append(place.arity().isVariable() ? "..." : ""));
		spec.options().stream().filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
			.forEach(option -> {
			final String text = option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
			line.append(option.required() ? " " + text : " [" + text + "]");
		});
		return line.toString();
	}

	/** While it is open, Ctrl-C lets the task stop and clean up after itself before the virtual machine ends. */
	private static final class Interruption implements AutoCloseable {

		private static final long PATIENCE_SECONDS = 10;

		private final CountDownLatch completed = new CountDownLatch(1);

		Interruption(final TerminalProgress progress) {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				progress.cancel();
				try {
					completed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
				}
				catch (final InterruptedException e) {
					Thread.currentThread().interrupt();
				}
			}, "coverslip-interrupted"));
		}

		@Override
		public void close() {
			completed.countDown();
		}
	}
}
