package org.coverslip.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sets a command's parameters from {@code key=value} pairs, as in a macro. */
final class CommandOptions {

	/** How a value is read from its text; a text that cannot be read ends in a {@link NumberFormatException}. */
	private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(String.class, text -> text, //
		int.class, Integer::valueOf, long.class, Long::valueOf, double.class, Double::valueOf, boolean.class, Boolean::valueOf);

	private CommandOptions() {}

	/**
	 * Sets what the options name; all else stays.
	 *
	 * @param reserved
	 *            names of parameters that the options may not set
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is no such parameter, or a value is not possible
	 */
	static void set(final SlideCommand command, final String options, final List<String> reserved) {
		final MacroOptions given = MacroOptions.parse(options);
		final Map<String, CommandParameter> known = CommandParameter.inputsOf(command.getClass()).stream()
			.filter(parameter -> !reserved.contains(parameter.name()) && READERS.containsKey(parameter.type()))
			.collect(Collectors.toMap(parameter -> parameter.name().toLowerCase(Locale.ROOT), parameter -> parameter));
		for (final String key : given.keys()) {
			final CommandParameter parameter = known.get(key);
			if (parameter == null)
				throw new IllegalArgumentException("there is no option \"" + key + "\", only "
					+ known.values().stream().map(CommandParameter::name).sorted().collect(Collectors.joining(", ")));
			parameter.set(command, value(parameter, given.get(key).orElseThrow()));
		}
	}

	private static Object value(final CommandParameter parameter, final String text) {
		if (!parameter.choices().isEmpty() && !parameter.choices().contains(text))
			throw new IllegalArgumentException(
				"\"" + parameter.name() + "=" + text + "\" is none of " + String.join(", ", parameter.choices()));
		try {
			return READERS.get(parameter.type()).apply(text);
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("\"" + parameter.name() + "=" + text + "\" is not a number of the kind that is asked for", e);
		}
	}
}
