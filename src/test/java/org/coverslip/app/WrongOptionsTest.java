package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.coverslip.command.CommandOptions;
import org.coverslip.command.CommandParameter;
import org.coverslip.command.MacroDefaults;
import org.coverslip.command.ProcessFolderCommand;
import org.coverslip.command.SlideCommand;
import org.coverslip.option.Option;
import org.coverslip.slide.ProgressListener;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.ImagePlus;
import ij.Macro;
import ij.process.ByteProcessor;

/**
 * Every option of every command, given wrong, is refused with the same sentence by every way in: macros of ImageJ and
 * of Fiji, scripts, the command line, and the options of a folder.
 */
public class WrongOptionsTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static final Context CONTEXT = new Context();

	/** A key with a value that it cannot have, and why. */
	private record Wrong(String key, String text, String sentence) {}

	@BeforeClass
	public static void quiet() {
		CONTEXT.service(LogService.class).setLevel(LogLevel.NONE); // failures are what this is about
	}

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	private static List<CommandInfo> commands() {
		return CONTEXT.service(CommandService.class).getCommands().stream()
			.filter(command -> command.getClassName().startsWith(SlideCommand.class.getPackageName() + ".")).toList();
	}

	private static Module module(final CommandInfo info) {
		return CONTEXT.service(ModuleService.class).createModule(info);
	}

	private static SlideCommand command(final CommandInfo info) {
		return (SlideCommand) module(info).getDelegateObject();
	}

	/** What can be wrong with a command's options. */
	private static List<Wrong> wrong(final CommandInfo info) {
		final SlideCommand command = command(info);
		final List<Wrong> wrong = new ArrayList<>();
		wrong.add(new Wrong("compresion", "jpeg", command.options().unknown("compresion")));
		command.parameters().forEach(parameter -> wrong.addAll(wrong(parameter.option())));
		return wrong;
	}

	private static List<Wrong> wrong(final Option<?> option) {
		final List<Wrong> wrong = new ArrayList<>();
		final Class<?> held = option.kind().held();
		if (held == Boolean.class) wrong.add(value(option, "ture", "is neither true nor false"));
		if (held == Integer.class || held == Long.class) {
			wrong.add(value(option, "many", "is not a whole number"));
			wrong.add(value(option, "17.5", "is not a whole number"));
		}
		if (held == Double.class) wrong.add(value(option, "wide", "is not a number"));
		option.kind().min().ifPresent(min -> wrong.add(value(option, below(min), "is less than " + plain(min))));
		option.kind().max().ifPresent(max -> wrong.add(value(option, above(max), "is more than " + plain(max))));
		if (!option.kind().choices().isEmpty())
			wrong.add(value(option, "nonsense", "is none of " + String.join(", ", option.kind().choices())));
		if (option.key().equals("scene"))
			wrong.add(value(option, "-2", "is less than " + (option.help().contains("-1") ? -1 : 0)));
		if (option.key().equals("region"))
			wrong.add(value(option, "1,2,3", "is not x,y,width,height in whole level-0 pixels"));
		return wrong;
	}

	private static Wrong value(final Option<?> option, final String text, final String why) {
		return new Wrong(option.key(), text, "\"" + option.key() + "=" + text + "\" " + why);
	}

	private static String below(final Number limit) {
		return plain(limit instanceof Integer ? (Number) (limit.intValue() - 1) : (Number) (limit.doubleValue() - 1));
	}

	private static String above(final Number limit) {
		return plain(limit instanceof Integer ? (Number) (limit.intValue() + 1) : (Number) (limit.doubleValue() + 1));
	}

	private static String plain(final Number number) {
		return number.toString().replaceFirst("\\.0$", "");
	}

	@Test
	public void thereIsEnoughToRefuse() {
		assertTrue(commands().size() > 15);
		assertTrue(commands().stream().mapToInt(info -> wrong(info).size()).sum() > 150);
		assertTrue(commands().stream().flatMap(info -> wrong(info).stream())
			.anyMatch(wrong -> wrong.sentence.equals("\"quality=101\" is more than 100")));
	}

	@Test
	public void macros() throws InterruptedException {
		for (final CommandInfo info : commands())
			for (final Wrong wrong : wrong(info)) {
				final String options = required(info, wrong.key) + wrong.key.toLowerCase() + "=" + wrong.text;
				final String about = info.getTitle() + " " + options;
				assertEquals("ImageJ: " + about, wrong.sentence, refusal(new MacroPreprocessor(), info, options));
				assertEquals("Fiji: " + about, wrong.sentence, refusal(new MacroDefaults(), info, options));
			}
	}

	/** Options that are right, for what a command needs. */
	private static String required(final CommandInfo info, final String but) {
		final StringBuilder options = new StringBuilder();
		for (final CommandParameter parameter : command(info).parameters())
			if (parameter.option().isRequired() && !parameter.option().key().equals(but))
				options.append(parameter.option().key()).append("=1 ");
		return options.toString();
	}

	private static String refusal(final AbstractPreprocessorPlugin way, final CommandInfo info, final String options)
		throws InterruptedException
	{
		final Module module = module(info);
		final Thread macro = new Thread(() -> {
			Macro.setOptions(options);
			way.process(module);
			Macro.setOptions(null);
		}, "Run$_" + info.getTitle()); // by this name ImageJ knows that a macro is at work
		macro.start();
		macro.join();
		return way.getCancelReason();
	}

	@Test
	public void scripts() throws Exception {
		for (final CommandInfo info : commands())
			for (final Wrong wrong : wrong(info)) {
				final Map<String, Object> inputs = new HashMap<>();
				for (final CommandParameter parameter : command(info).parameters())
					if (parameter.option().isRequired()) inputs.put(parameter.option().key(), "1");
				info.inputs().forEach(input -> {
					if (input.getType() == ImagePlus.class)
						inputs.put(input.getName(), new ImagePlus("image", new ByteProcessor(8, 8)));
				});
				inputs.put(wrong.key, wrong.text);
				assertEquals(info.getTitle() + " " + inputs, wrong.sentence, refusal(info, inputs));
			}
	}

	private static String refusal(final CommandInfo info, final Map<String, Object> inputs)
		throws InterruptedException, ExecutionException
	{
		try {
			final CommandModule module = CONTEXT.service(CommandService.class).run(info, true, inputs).get();
			return module.getCancelReason();
		}
		catch (final IllegalArgumentException e) {
			return e.getMessage();
		}
	}

	@Test
	public void theCommandLine() {
		int tried = 0;
		for (final Subcommand subcommand : Coverslip.SUBCOMMANDS)
			for (final CommandInfo info : commands()) {
				if (!info.getClassName().equals(subcommand.command().get().getClass().getName())) continue;
				for (final Wrong wrong : wrong(info)) {
					if (wrong.text.equals("ture")) continue; // the option alone says yes
					final List<String> line = new ArrayList<>(List.of(subcommand.name()));
					for (final CommandParameter parameter : command(info).parameters())
						if (parameter.isPositional()) line.add("1");
						else if (parameter.option().isRequired() && !parameter.option().key().equals(wrong.key))
							line.addAll(List.of("--" + parameter.option().key(), "1"));
					line.add("--" + wrong.key + "=" + wrong.text);
					final String said = refusal(line);
					final String expected =
						wrong.key.equals("compresion") ? "'--compresion=jpeg'" : wrong.sentence;
					assertTrue(line + ": " + said, said.contains(expected));
					tried++;
				}
			}
		assertTrue("only " + tried, tried > 80);
	}

	private static String refusal(final List<String> line) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
		final int status = new Coverslip(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8))
			.run(line.toArray(String[]::new));
		assertEquals(line.toString(), Coverslip.USAGE, status);
		return err.toString(StandardCharsets.UTF_8);
	}

	@Test
	public void optionsOfAFolder() throws IOException {
		final File slides = FOLDER.newFolder("slides");
		final File results = new File(FOLDER.getRoot(), "results");
		final Map<String, String> tasks = Map.of("convert", "ConvertSlideCommand", "deepzoom", "ExportDeepZoomCommand",
			"tiles", "ExportTilesCommand");
		for (final Map.Entry<String, String> task : tasks.entrySet()) {
			final CommandInfo info = commands().stream()
				.filter(command -> command.getClassName().endsWith("." + task.getValue())).findFirst().orElseThrow();
			for (final Wrong wrong : wrong(info)) {
				final ProcessFolderCommand command = new ProcessFolderCommand();
				final Map<String, Object> given = Map.of("input", slides, "output", results, "task", task.getKey(),
					"options", wrong.key + "=" + wrong.text);
				given.forEach((key, value) -> command.parameter(key).orElseThrow().set(value));
				final String said = assertThrows(wrong.toString(), IllegalArgumentException.class,
					() -> command.execute(ProgressListener.NONE)).getMessage();
				// a run of a folder replaces nothing, and passes over what is there
				final String expected = wrong.key.equals("compresion") || wrong.key.equals("overwrite")
					? "there is no option \"" + wrong.key + "\", only " : wrong.sentence;
				assertTrue(wrong + ": " + said, said.startsWith(expected));
			}
		}
		assertTrue("something was begun", !results.exists());
	}

	/** The recorder writes keys in lower case; all that it can write must be understood. */
	@Test
	public void whatTheRecorderWritesIsUnderstood() {
		for (final CommandInfo info : commands()) {
			final StringBuilder recorded = new StringBuilder();
			final Module module = module(info);
			final SlideCommand command = (SlideCommand) module.getDelegateObject();
			for (final CommandParameter parameter : command.parameters()) {
				final Object value = parameter.get();
				if (value != null && !value.equals("")) recorded.append(parameter.option().key().toLowerCase())
					.append("=[").append(value).append("] ");
			}
			CommandOptions.set(module, recorded.toString());
			for (final CommandParameter parameter : command(info).parameters())
				assertEquals(info.getTitle() + " " + parameter.option().key(), parameter.get(),
					command.parameter(parameter.option().key()).orElseThrow().get());
		}
	}

	/** Dialogs and programs that ask SciJava see what the commands themselves say. */
	@Test
	public void sciJavaSeesTheSameTable() {
		for (final CommandInfo info : commands()) {
			final List<String> seen = Stream.of(info.inputs()).flatMap(inputs -> {
				final List<String> names = new ArrayList<>();
				inputs.forEach(input -> {
					if (command(info).parameter(input.getName()).isPresent()) names.add(input.getName());
				});
				return names.stream();
			}).toList();
			assertEquals(info.getTitle(), command(info).parameters().stream().map(p -> p.option().key()).toList(),
				seen);
			info.inputs().forEach(input -> command(info).parameter(input.getName()).ifPresent(parameter -> {
				assertEquals(parameter.option().label(), input.getLabel());
				assertEquals(parameter.option().help(), input.getDescription());
				assertEquals(input.getName(), parameter.option().isRequired(),
					input.isRequired() && parameter.get() == null);
			}));
		}
	}
}
