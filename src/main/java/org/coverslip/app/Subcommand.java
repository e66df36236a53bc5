package org.coverslip.app;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
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

	/** The options and their help, for picocli. */
	CommandSpec spec() {
		final SlideCommand defaults = command.get();
		final CommandSpec spec = CommandSpec.create().name("coverslip " + name).mixinStandardHelpOptions(true);
		spec.usageMessage().description(defaults.getClass().getAnnotation(Plugin.class).description()).width(100);
		int place = 0;
		for (final CommandParameter parameter : CommandParameter.inputsOf(defaults.getClass())) {
			if (!parameter.isPositional(defaults)) {
				spec.addOption(option(parameter, defaults));
				continue;
			}
			final boolean several = severalInputs && place == 0;
			spec.addPositional(PositionalParamSpec.builder().description(parameter.declared().description())
				.paramLabel(parameter.name().toUpperCase(Locale.ROOT)).required(true)
				.index(several ? "0..*" : String.valueOf(place)).arity(several ? "1..*" : "1")
				.type(several ? List.class : parameter.type()).auxiliaryTypes(parameter.type()).build());
			place++;
		}
		return spec;
	}

	private static OptionSpec option(final CommandParameter parameter, final SlideCommand defaults) {
		final Object value = parameter.get(defaults);
		final String about = parameter.declared().description();
		final OptionSpec.Builder option = OptionSpec.builder("--" + parameter.name()).type(parameter.type())
			.required(parameter.isMandatory(defaults))
			.description(value == null || value.equals("") ? about : about + " Default: " + value);
		if (parameter.isBoolean())
			return option.arity("0").negatable(Boolean.TRUE.equals(value)).description(about).build();
		if (parameter.choices().isEmpty()) return option.arity("1").paramLabel(type(parameter)).build();
		return option.arity("1").paramLabel(String.join("|", parameter.choices()))
			.converters(new OneOf(parameter.choices())).build();
	}

	private static String type(final CommandParameter parameter) {
		return parameter.type() == String.class || parameter.type() == File.class ? "TEXT" : "N";
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
			CommandParameter.inputsOf(one.getClass()).get(0).set(one, input);
			commands.add(one);
		}
		return commands;
	}

	private SlideCommand withValues(final ParseResult parsed) {
		final SlideCommand made = command.get();
		for (final CommandParameter parameter : CommandParameter.inputsOf(made.getClass())) {
			final OptionSpec option = parsed.matchedOption("--" + parameter.name());
			if (option != null) parameter.set(made, option.getValue());
		}
		if (severalInputs) return made;
		final SlideCommand defaults = command.get();
		final List<CommandParameter> places = CommandParameter.inputsOf(made.getClass()).stream()
			.filter(parameter -> parameter.isPositional(defaults)).toList();
		for (int i = 0; i < places.size(); i++)
			places.get(i).set(made, parsed.matchedPositional(i).getValue());
		return made;
	}

	/** A text that must be one of the parameter's choices. */
	private record OneOf(List<String> choices) implements ITypeConverter<String> {

		@Override
		public String convert(final String value) {
			if (!choices.contains(value))
				throw new TypeConversionException("'" + value + "' is none of " + String.join(", ", choices));
			return value;
		}
	}
}
