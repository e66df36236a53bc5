package org.coverslip.command;

import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

/**
 * One parameter that a command declares, read from its annotated field without a SciJava context: starting one takes
 * longer than most commands do.
 */
public record CommandParameter(Field field, Parameter declared) {

	/** The types that a command line can give. */
	private static final List<Class<?>> TYPES =
		List.of(File.class, String.class, boolean.class, Boolean.class, int.class,
		Integer.class, long.class, Long.class, double.class, Double.class);

	/** The inputs that a user gives, in the order in which they are declared. */
	public static List<CommandParameter> inputsOf(final Class<? extends SlideCommand> command) {
		return of(command).stream().filter(p -> p.declared.type() == ItemIO.INPUT
			&& p.declared.visibility() == ItemVisibility.NORMAL && TYPES.contains(p.type())).toList();
	}

	/** The texts that the command leaves as its result. */
	public static List<CommandParameter> textOutputsOf(final Class<? extends SlideCommand> command) {
		return of(command).stream().filter(p -> p.declared.type() == ItemIO.OUTPUT && p.type() == String.class)
			.toList();
	}

	private static List<CommandParameter> of(final Class<? extends SlideCommand> command) {
		final List<CommandParameter> parameters = new ArrayList<>();
		for (Class<?> c = command; c != SlideCommand.class; c = c.getSuperclass()) {
			final List<CommandParameter> own = Arrays.stream(c.getDeclaredFields())
				.filter(field -> field.isAnnotationPresent(Parameter.class))
				.map(field -> new CommandParameter(field, field.getAnnotation(Parameter.class))).toList();
			parameters.addAll(0, own);
		}
		parameters.forEach(parameter -> parameter.field.setAccessible(true));
		return parameters;
	}

	public String name() {
		return field.getName();
	}

	public Class<?> type() {
		return field.getType();
	}

	public boolean isBoolean() {
		return type() == boolean.class || type() == Boolean.class;
	}

	/** The possible values; empty where any value of the type will do. */
	public List<String> choices() {
		return List.of(declared.choices());
	}

	/** Whether it is given by its place: files and names that the command cannot do without. */
	public boolean isPositional(final SlideCommand command) {
		return isMandatory(command) && (type() == File.class || type() == String.class);
	}

	/** Whether the command cannot run without a value from the user. */
	public boolean isMandatory(final SlideCommand command) {
		return declared.required() && get(command) == null;
	}

	/** The parameter's value in a command. */
	public Object get(final SlideCommand command) {
		try {
			return field.get(command);
		}
		catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	public void set(final SlideCommand command, final Object value) {
		try {
			field.set(command, value);
		}
		catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}
}
