package org.coverslip.command;

import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

/**
 * One parameter of a command that a user gives as text: an annotated field, or one of the options in a field of
 * {@link SharedOptions}. Read without a SciJava context: starting one takes longer than most commands do.
 */
public final class CommandParameter {

	/** The attribute of an annotated field that few ask for. */
	static final String RARE = "rare";

	private static final Set<Class<?>> POSITIONAL = Set.of(SlideAddress.class, File.class, String.class);

	private final SlideCommand command;
	private final Field field;
	private final Option<?> option;

	private CommandParameter(final SlideCommand command, final Field field, final Option<?> option) {
		this.command = command;
		this.field = field;
		this.option = option;
	}

	/** A command's parameters in the order in which dialogs ask for them; the command holds their defaults. */
	static List<CommandParameter> of(final SlideCommand command) {
		final List<CommandParameter> parameters = new ArrayList<>();
		for (final Field field : fields(command)) {
			if (read(field, command) instanceof SharedOptions shared)
				shared.table().options().forEach(one -> parameters.add(new CommandParameter(command, field, one)));
			else if (isInput(field)) parameters.add(new CommandParameter(command, field, declared(field, command)));
		}
		return parameters;
	}

	/** All fields of a command, those of its superclasses first, as SciJava has it. */
	static List<Field> fields(final SlideCommand command) {
		final List<Field> fields = new ArrayList<>();
		for (Class<?> c = command.getClass(); c != SlideCommand.class; c = c.getSuperclass())
			fields.addAll(0, Arrays.asList(c.getDeclaredFields()));
		fields.forEach(field -> field.setAccessible(true));
		return fields;
	}

	private static boolean isInput(final Field field) {
		final Parameter annotation = field.getAnnotation(Parameter.class);
		return annotation != null && annotation.type() == ItemIO.INPUT
			&& annotation.visibility() == ItemVisibility.NORMAL && kind(field, annotation) != null;
	}

	private static Option<?> declared(final Field field, final SlideCommand command) {
		final Parameter annotation = field.getAnnotation(Parameter.class);
		return declared(field.getName(), annotation, kind(field, annotation), read(field, command));
	}

	@SuppressWarnings("unchecked") // the kind is that of the field's type
	private static <T> Option<T> declared(final String name, final Parameter annotation, final OptionKind<T> kind,
		final Object value)
	{
		if (value == null && annotation.required())
			return Option.required(name, annotation.label(), kind, annotation.description());
		final Option<T> option =
			Option.of(name, annotation.label(), kind, (T) value, annotation.description());
		return Stream.of(annotation.attrs()).anyMatch(attribute -> attribute.name().equals(RARE)) ? option.rare()
			: option;
	}

	/** Null for what no text can give, as images and services. */
	private static OptionKind<?> kind(final Field field, final Parameter annotation) {
		final Class<?> type = field.getType();
		if (type == File.class) return OptionKind.file();
		if (type == SlideAddress.class) return OptionKind.slide();
		if (type == boolean.class || type == Boolean.class) return OptionKind.flag();
		if (type == String.class)
			return annotation.choices().length == 0 ? OptionKind.text()
				: OptionKind.oneOf(List.of(annotation.choices()));
		if (type == int.class || type == Integer.class)
			return OptionKind.whole((int) limit(annotation.min(), Integer.MIN_VALUE),
				(int) limit(annotation.max(), Integer.MAX_VALUE));
		if (type == long.class || type == Long.class) return OptionKind.longWhole();
		if (type == double.class || type == Double.class)
			return OptionKind.decimal(limit(annotation.min(), Double.NEGATIVE_INFINITY),
			limit(annotation.max(), Double.POSITIVE_INFINITY));
		return null;
	}

	private static double limit(final String text, final double without) {
		return text.isEmpty() ? without : Double.parseDouble(text);
	}

	/** A command's output texts; null where it has none. */
	static List<String> outputTexts(final SlideCommand command) {
		return fields(command).stream().filter(field -> {
			final Parameter annotation = field.getAnnotation(Parameter.class);
			return annotation != null && annotation.type() == ItemIO.OUTPUT && field.getType() == String.class;
		}).map(field -> (String) read(field, command)).toList();
	}

	/** The images that a command leaves. */
	static List<ImagePlus> outputImages(final SlideCommand command) {
		return fields(command).stream().filter(field -> {
			final Parameter annotation = field.getAnnotation(Parameter.class);
			return annotation != null && annotation.type() == ItemIO.OUTPUT;
		}).map(field -> read(field, command))
			.flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.ofNullable(value))
			.filter(ImagePlus.class::isInstance).map(ImagePlus.class::cast).toList();
	}

	/** The command's field in which its value is held. */
	Field field() {
		return field;
	}

	/** What it takes and means. */
	public Option<?> option() {
		return option;
	}

	/** SciJava's style of the field of a dialog: of a file, whether it is one to open or to save, or a folder. */
	public String style() {
		final Parameter annotation = field.getAnnotation(Parameter.class);
		return annotation == null ? "" : annotation.style();
	}

	/** Whether it is given by its place in a command line: files and names that the command cannot do without. */
	public boolean isPositional() {
		return option.isRequired() && POSITIONAL.contains(option.kind().held());
	}

	/** The value as dialogs hold it ({@link OptionKind#held()}); null if there is none. */
	public Object get() {
		final Object value = read(field, command);
		return value instanceof SharedOptions shared ? shared.get(option) : value;
	}

	/** Whether it was given a value. In a field of its own, the one that it has at first counts as none. */
	boolean isGiven() {
		if (read(field, command) instanceof SharedOptions shared) return shared.isGiven(option);
		return get() != null && !get().equals(option.otherwise().orElse(null));
	}

	/**
	 * Sets the value, as {@link Option#held(Object)} takes it; null takes it away.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is of another type
	 */
	public void set(final Object value) {
		final Object held = value == null ? null : option.held(value);
		if (read(field, command) instanceof SharedOptions shared) shared.set(option, held);
		else write(held == null ? option.heldOtherwise().orElse(null) : held);
	}

	/**
	 * Sets the value that a text stands for.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if it stands for none
	 */
	public void setText(final String text) {
		option.parse(text);
		set(text);
	}

	/**
	 * Refuses a value that is not possible, or missing.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence
	 */
	public void check() {
		final Object value = get();
		if (value != null) option.parse(value.toString());
		else if (option.isRequired()) throw new IllegalArgumentException(OptionTable.missing(option));
	}

	private static Object read(final Field field, final SlideCommand command) {
		try {
			return field.get(command);
		}
		catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private void write(final Object value) {
		try {
			field.set(command, value);
		}
		catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}
}
