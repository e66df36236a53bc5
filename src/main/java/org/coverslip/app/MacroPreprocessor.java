package org.coverslip.app;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.coverslip.command.CommandOptions;
import org.coverslip.option.OptionText;
import org.scijava.ItemVisibility;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.plugin.Parameter;

import ij.Macro;

/**
 * Takes a command's inputs from the options of a macro's {@code run("command", "options")}. What the options do not
 * name keeps its default value, whatever was chosen in a dialog before, so that a macro does the same each time. A key
 * that the command does not have is refused.
 */
public final class MacroPreprocessor extends AbstractPreprocessorPlugin {

	@Parameter
	private ConvertService convert;

	@Override
	public void process(final Module module) {
		final String text = Macro.getOptions();
		if (text == null) return;
		final OptionText options = OptionText.parse(text);
		final Optional<String> unknown = CommandOptions.unknownKey(module, options);
		if (unknown.isPresent()) {
			cancel(unknown.get());
			return;
		}
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			if (!isOption(module, input)) continue;
			final Optional<String> value = options.get(input.getName());
			if (value.isPresent() && !set(module, input, value.get())) return;
			if (!value.isPresent() && input.isRequired() && module.getInput(input.getName()) == null) {
				cancel("A value for \"" + input.getName() + "\" is missing in the macro's options.");
				return;
			}
			module.resolveInput(input.getName());
		}
	}

	/** Whether an input is one that users give, in a macro's options or in a dialog. */
	static boolean isOption(final Module module, final ModuleItem<?> input) {
		final Class<?> type = input.getType();
		return !module.isInputResolved(input.getName()) && input.getVisibility() == ItemVisibility.NORMAL
			&& (type == String.class || type == File.class || type == boolean.class || type == Boolean.class
			|| isNumber(type));
	}

	static boolean isNumber(final Class<?> type) {
		return type == int.class || type == long.class || type == double.class || Number.class.isAssignableFrom(type);
	}

	private boolean set(final Module module, final ModuleItem<?> input, final String text) {
		final Optional<String> problem = problem(input, input.getName(), text);
		if (problem.isPresent()) {
			cancel(problem.get());
			return false;
		}
		final boolean none = text.isEmpty() && input.getType() != String.class;
		module.setInput(input.getName(), none ? null : convert.convert(text, input.getType()));
		return true;
	}

	/**
	 * Why a text cannot be an input's value, if it cannot.
	 *
	 * @param name
	 *            what the user knows the input by
	 */
	static Optional<String> problem(final ModuleItem<?> input, final String name, final String text) {
		final List<?> choices = input.getChoices();
		final String given = name + "=" + text;
		if (choices != null && !choices.isEmpty() && !choices.contains(text))
			return Optional.of("\"" + given + "\" is none of "
				+ choices.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
		if (text.isEmpty() && input.isRequired() && input.getType() != String.class)
			return Optional.of("\"" + name + "\" needs a value.");
		if (text.isEmpty() || !isNumber(input.getType())) return Optional.empty();
		try {
			final double number = Double.parseDouble(text);
			final boolean whole = input.getType() != double.class && input.getType() != Double.class;
			if (whole && number != (long) number) return Optional.of("\"" + given + "\" is not a whole number.");
			return Optional.empty();
		}
		catch (final NumberFormatException e) {
			return Optional.of("\"" + given + "\" is not a number.");
		}
	}
}
