package org.coverslip.command;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.coverslip.option.OptionText;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/** Sets a command's parameters from {@code key=value} pairs, as in a macro, and knows which keys a command has. */
public final class CommandOptions {

	/** How a value is read from its text; a text that cannot be read ends in a {@link NumberFormatException}. */
	private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(String.class, text -> text, //
		int.class, Integer::valueOf, long.class, Long::valueOf, double.class, Double::valueOf, boolean.class,
		Boolean::valueOf);

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
		final OptionText given = OptionText.parse(options);
		final Map<String, CommandParameter> known = CommandParameter.inputsOf(command.getClass()).stream()
			.filter(parameter -> !reserved.contains(parameter.name()) && READERS.containsKey(parameter.type()))
			.collect(Collectors.toMap(parameter -> parameter.name().toLowerCase(Locale.ROOT), parameter -> parameter));
		for (final String key : given.keys()) {
			final CommandParameter parameter = known.get(key);
			if (parameter == null) throw new IllegalArgumentException(unknown(key, known.values()));
			parameter.set(command, value(parameter, given.get(key).orElseThrow()));
		}
	}

	/**
	 * A sentence on the first key of a macro's options that is none of the command's, which would be passed over, if
	 * there is one.
	 *
	 * @param module
	 *            of a {@link SlideCommand}; its inputs that a text cannot give, as images, are not named, but may be
	 *            there
	 */
	public static Optional<String> unknownKey(final Module module, final OptionText given) {
		final List<CommandParameter> known =
			CommandParameter.inputsOf(((SlideCommand) module.getDelegateObject()).getClass());
		final Set<String> names = Stream.concat(known.stream().map(CommandParameter::name),
			StreamSupport.stream(module.getInfo().inputs().spliterator(), false).map(ModuleItem::getName))
			.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
		return given.keys().stream().filter(key -> !names.contains(key)).findFirst().map(key -> unknown(key, known));
	}

	private static String unknown(final String key, final Collection<CommandParameter> known) {
		final String names = known.stream().map(CommandParameter::name).sorted().collect(Collectors.joining(", "));
		final String hint = key.matches("\\w+") ? "" : "; a value with blanks stands in brackets";
		return "there is no option \"" + key + "\"" + (names.isEmpty() ? "; this command has none" : ", only " + names)
			+ hint;
	}

	private static Object value(final CommandParameter parameter, final String text) {
		if (!parameter.choices().isEmpty() && !parameter.choices().contains(text))
			throw new IllegalArgumentException(
				"\"" + parameter.name() + "=" + text + "\" is none of " + String.join(", ", parameter.choices()));
		try {
			return READERS.get(parameter.type()).apply(text);
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("\"" + parameter.name() + "=" + text
				+ "\" is not a number of the kind that is asked for", e);
		}
	}
}
