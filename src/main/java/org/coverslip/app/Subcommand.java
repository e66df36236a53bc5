package org.coverslip.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
import org.coverslip.option.Option;
import org.scijava.plugin.Plugin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * A command as a word of the command line: its options are the command's parameters.
 * <p>
 * Files and names that it cannot do without are given by their place, all else as {@code --name value}.
 *
 * @param name
 *            the word
 * @param command
 *            makes a command with its parameters' default values
 * @param severalInputs
 *            whether the first parameter may be given several times: the command is then run once for each
 */
record Subcommand(String name, Supplier<SlideCommand> command, boolean severalInputs) {

	/** As picocli's own, which it reads from annotations: that takes a quarter of the time of a short command. */
	private static final OptionSpec HELP = OptionSpec.builder("-h", "--help").usageHelp(true)
		.description("Show this help message and exit.").build();
	private static final OptionSpec VERSION = OptionSpec.builder("-V", "--version").versionHelp(true)
		.description("Print version information and exit.").build();

	/** The words that others add: commands that a {@link ServiceLoader} finds, by their names as plugins. */
	static List<Subcommand> installed() {
		return ServiceLoader.load(SlideCommand.class).stream()
			.map(found -> new Subcommand(found.type().getAnnotation(Plugin.class).name(), found::get, false)).toList();
	}

	/** The options and their help, for picocli. */
	CommandSpec spec() {
		final SlideCommand defaults = command.get();
		final CommandSpec spec = CommandSpec.create().name("coverslip " + name).addOption(HELP).addOption(VERSION);
		spec.usageMessage().description(defaults.getClass().getAnnotation(Plugin.class).description()).width(100);
		int place = 0;
		for (final CommandParameter parameter : defaults.parameters()) {
			if (!parameter.isPositional()) {
				addOption(spec, parameter.option());
				continue;
			}
			final boolean several = severalInputs && place == 0;
			final Option<?> option = parameter.option();
			spec.addPositional(PositionalParamSpec.builder().description(option.help())
				.paramLabel(option.key().toUpperCase(Locale.ROOT)).required(true)
				.index(several ? "0..*" : String.valueOf(place)).arity(several ? "1..*" : "1")
				.type(several ? List.class : option.kind().held()).auxiliaryTypes(option.kind().held())
				.converters(new Reading(option)).build());
			place++;
		}
		return spec;
	}

	private static void addOption(final CommandSpec spec, final Option<?> option) {
		spec.addOption(spec(option, option.key()).build());
		option.formerKeys().forEach(key -> spec.addOption(spec(option, key).hidden(true).build()));
	}

	private static OptionSpec.Builder spec(final Option<?> option, final String key) {
		final OptionSpec.Builder builder = OptionSpec.builder("--" + key).type(option.kind().held())
			.required(option.isRequired());
		final Object otherwise = option.heldOtherwise().orElse("");
		if (otherwise instanceof Boolean on) return builder.arity("0").negatable(on).description(option.help());
		return builder.arity("1").paramLabel(option.kind().form()).converters(new Reading(option))
			.description(otherwise.equals("") ? option.help() : option.help() + " Default: " + otherwise);
	}

	/** One command for each input, with the parsed values. */
	List<SlideCommand> commands(final ParseResult parsed) {
		final List<SlideCommand> commands = new ArrayList<>();
		if (!severalInputs) {
			commands.add(withValues(parsed));
			return commands;
		}
		for (final Object input : parsed.matchedPositionals().get(0).<List<?>> getValue()) {
			final SlideCommand one = withValues(parsed);
			one.parameters().get(0).set(input);
			commands.add(one);
		}
		return commands;
	}

	private SlideCommand withValues(final ParseResult parsed) {
		final SlideCommand made = command.get();
		int place = 0;
		for (final CommandParameter parameter : made.parameters())
			if (!parameter.isPositional())
				given(parsed, parameter.option()).ifPresent(option -> parameter.set(option.getValue()));
			else if (!severalInputs) parameter.set(parsed.matchedPositional(place++).getValue());
		return made;
	}

	private static Optional<OptionSpec> given(final ParseResult parsed, final Option<?> option) {
		return Stream.concat(Stream.of(option.key()), option.formerKeys().stream())
			.map(key -> parsed.matchedOption("--" + key)).filter(Objects::nonNull).findFirst();
	}

	/** A text that must stand for one of an option's values. */
	private record Reading(Option<?> option) implements ITypeConverter<Object> {

		@Override
		public Object convert(final String text) {
			try {
				option.parse(text);
				return option.held(text);
			}
			catch (final IllegalArgumentException e) {
				throw new TypeConversionException(e.getMessage());
			}
		}
	}
}
