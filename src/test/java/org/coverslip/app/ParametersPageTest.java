package org.coverslip.app;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
import org.coverslip.option.Option;
import org.coverslip.slide.SlideAddress;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

/**
 * {@code docs/parameters.md} is written from the commands. With {@code -Dcoverslip.pages=write} it is written anew,
 * else it must be as it would be.
 */
public class ParametersPageTest {

	private static final Path PAGE = Path.of("docs/parameters.md");

	private static final String HEAD = """
		# Parameters

		All commands with what they take, written by a test from the commands themselves. The names are the same in macros
		(`run("Convert Slide...", "input=a.svs output=b.tif compression=jpeg")`), in scripts
		(`command.run("org.coverslip.command.ConvertSlideCommand", true, "input", file, ...)`), on the command line
		(`--compression jpeg`) and in the options of *Process Folder…*; dialogs ask in this order.

		- In macros, a value with blanks stands in brackets: `input=[/my slides/a b.svs]`. Keys may be written in any case.
		- Whole numbers, numbers, `true` and `false`, and words are checked before anything is opened. What is not possible, a
		  key that the command does not have, and a key that is given twice, is refused with one sentence.
		- On the command line, parameters in **bold** are given by their place, in this order; `true` is the option alone
		  (`--align`), and `--no-browser` turns off what is on.
		""";

	@Test
	public void thePageTellsOfAllParameters() throws IOException {
		final StringBuilder page = new StringBuilder(HEAD);
		try (Context context = new Context(CommandService.class)) {
			context.service(CommandService.class).getCommands().stream().filter(ParametersPageTest::isOurs)
				.sorted(Comparator.comparing(ParametersPageTest::title)).forEach(info -> append(page, info));
		}
		if ("write".equals(System.getProperty("coverslip.pages"))) Files.writeString(PAGE, page);
		assertEquals("as -Dcoverslip.pages=write writes it", page.toString(), Files.readString(PAGE));
	}

	/** All but what the profile fiji and tests add, and what has nothing to tell. */
	private static boolean isOurs(final CommandInfo info) {
		return info.getClassName().startsWith(SlideCommand.class.getPackageName() + ".")
			&& !info.getTitle().contains("BigDataViewer") && !info.getClassName().contains("MadeUp")
			&& !command(info).parameters().isEmpty();
	}

	private static String title(final CommandInfo info) {
		return info.getTitle().replace("...", "");
	}

	private static SlideCommand command(final CommandInfo info) {
		try {
			return (SlideCommand) info.createInstance();
		}
		catch (final org.scijava.InstantiableException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void append(final StringBuilder page, final CommandInfo info) {
		final SlideCommand command = command(info);
		final Optional<String> word = Coverslip.SUBCOMMANDS.stream()
			.filter(one -> one.command().get().getClass() == command.getClass()).map(Subcommand::name).findFirst();
		page.append("\n## ").append(title(info)).append("\n\n").append(info.getDescription())
			.append(word.map(name -> " On the command line: `" + name + "`.").orElse("")).append("\n\n")
			.append("| parameter | values | default | |\n|---|---|---|---|\n");
		for (final CommandParameter parameter : command.parameters())
			page.append(row(parameter, word.isPresent()));
	}

	private static String row(final CommandParameter parameter, final boolean onCommandLine) {
		final Option<?> option = parameter.option();
		final String key = "`" + option.key() + "`";
		final String otherwise = option.otherwise().map(value -> text(option)).filter(text -> !text.isEmpty())
			.map(text -> "`" + text + "`").orElse(option.isRequired() ? "must be given" : "");
		return List.of(parameter.isPositional() && onCommandLine ? "**" + key + "**" : key, values(option), otherwise,
			option.help()).stream().collect(Collectors.joining(" | ", "| ", " |\n"));
	}

	private static <T> String text(final Option<T> option) {
		return option.otherwise().map(option::text).orElse("");
	}

	private static String values(final Option<?> option) {
		final Class<?> held = option.kind().held();
		if (!option.kind().choices().isEmpty()) return "`" + String.join("`, `", option.kind().choices()) + "`";
		if (held == Boolean.class) return "`true`, `false`";
		if (held == Integer.class || held == Long.class) return "whole number" + limits(option);
		if (held == Double.class) return "number" + limits(option);
		if (held == String.class && !option.kind().form().equals("TEXT"))
			return "`" + option.kind().form().replace("|", "` or `") + "`";
		if (held == SlideAddress.class) return "path or address";
		return held == String.class ? "text" : "path";
	}

	private static String limits(final Option<?> option) {
		final String min = option.kind().min().map(Number::doubleValue).map(ParametersPageTest::plain).orElse("");
		final String max = option.kind().max().map(Number::doubleValue).map(ParametersPageTest::plain).orElse("");
		if (!min.isEmpty() && !max.isEmpty()) return ", " + min + " to " + max;
		if (!min.isEmpty()) return " from " + min;
		return max.isEmpty() ? "" : " up to " + max;
	}

	private static String plain(final double number) {
		return number == (long) number ? String.valueOf((long) number) : String.valueOf(number);
	}
}
