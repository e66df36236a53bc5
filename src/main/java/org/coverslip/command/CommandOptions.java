package org.coverslip.command;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionText;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/** Sets a command's parameters from a text of {@code key=value} pairs, as in a macro; all else stays. */
public final class CommandOptions {

	private CommandOptions() {}

	/**
	 * Sets what a macro's options name; a slide that they do not name is that of the active image.
	 *
	 * @param module
	 *            of a {@link SlideCommand}
	 * @param options
	 *            may also name inputs that a text cannot give, such as images, which are filled in elsewhere
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is no such parameter, or a value is not possible
	 */
	public static void set(final Module module, final String options) {
		final SlideCommand command = (SlideCommand) module.getDelegateObject();
		final Set<String> others = StreamSupport.stream(module.getInfo().inputs().spliterator(), false)
			.map(ModuleItem::getName).filter(name -> command.parameter(name).isEmpty())
			.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
		set(command, options, command.options(), others);
		command.fillFromActiveImage();
	}

	/**
	 * Sets what options name.
	 *
	 * @param reserved
	 *            names of parameters that the options may not set
	 * @throws IllegalArgumentException
	 *             as {@link #set(Module, String)}
	 */
	static void set(final SlideCommand command, final String options, final List<String> reserved) {
		set(command, options, command.options().without(reserved.toArray(String[]::new)), Set.of());
	}

	private static void set(final SlideCommand command, final String options, final OptionTable table,
		final Set<String> others)
	{
		final OptionText given = OptionText.parse(options);
		given.keys().stream().filter(key -> !others.contains(key)).forEach(key -> {
			final String name = table.named(key).key();
			command.parameter(name).orElseThrow().setText(given.get(key).orElseThrow());
		});
	}
}
