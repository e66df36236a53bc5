package org.coverslip.option;

import java.io.File;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.coverslip.export.UserWord;
import org.coverslip.slide.SlideAddress;

/**
 * What values an option takes, and how they are written. Immutable.
 *
 * @param <T>
 *            the values as the engine wants them
 */
public final class OptionKind<T> {

	private static final Number NO_LIMIT = null;

	private final Class<?> held;
	private final String form;
	private final Function<String, T> reader;
	private final Function<T, String> writer;
	private final List<String> choices;
	private final Number min;
	private final Number max;

	private OptionKind(final Class<?> held, final String form, final Function<String, T> reader,
		final Function<T, String> writer, final List<String> choices, final Number min, final Number max)
	{
		this.held = held;
		this.form = form;
		this.reader = reader;
		this.writer = writer;
		this.choices = choices;
		this.min = min;
		this.max = max;
	}

	/** Any text. */
	public static OptionKind<String> text() {
		return new OptionKind<>(String.class, "TEXT", text -> text, text -> text, List.of(), NO_LIMIT, NO_LIMIT);
	}

	/** The path of a file or folder. */
	public static OptionKind<File> file() {
		return new OptionKind<>(File.class, "TEXT", File::new, File::getPath, List.of(), NO_LIMIT, NO_LIMIT);
	}

	/** A slide: the path of a file or folder, or an address. */
	public static OptionKind<SlideAddress> slide() {
		return new OptionKind<>(SlideAddress.class, "TEXT", SlideAddress::new, SlideAddress::toString, List.of(),
			NO_LIMIT, NO_LIMIT);
	}

	/** Yes or no; in an option text the key alone is yes. */
	public static OptionKind<Boolean> flag() {
		return new OptionKind<>(Boolean.class, "true|false", OptionKind::readFlag, String::valueOf, List.of(), NO_LIMIT,
			NO_LIMIT);
	}

	/** A whole number, within limits that belong to it. */
	public static OptionKind<Integer> whole(final int min, final int max) {
		return new OptionKind<>(Integer.class, "N", text -> (int) readWhole(text, min, max), String::valueOf, List.of(),
			min == Integer.MIN_VALUE ? NO_LIMIT : (Number) min, max == Integer.MAX_VALUE ? NO_LIMIT : (Number) max);
	}

	/** A whole number that is a multiple of another, within limits that belong to it. */
	public static OptionKind<Integer> multiple(final int of, final int min, final int max) {
		return new OptionKind<>(Integer.class, "N", text -> {
			final int value = (int) readWhole(text, min, max);
			if (value % of != 0) throw new IllegalArgumentException("is not a multiple of " + of);
			return value;
		}, String::valueOf, List.of(), min, max);
	}

	/** A whole number of 64 bits. */
	public static OptionKind<Long> longWhole() {
		return new OptionKind<>(Long.class, "N", text -> readWhole(text, Long.MIN_VALUE, Long.MAX_VALUE),
			String::valueOf, List.of(), NO_LIMIT, NO_LIMIT);
	}

	/** A finite number, within limits that belong to it and may be infinite. */
	public static OptionKind<Double> decimal(final double min, final double max) {
		return new OptionKind<>(Double.class, "N", text -> readDecimal(text, min, max), OptionKind::shortest,
			List.of(), Double.isInfinite(min) ? NO_LIMIT : (Number) min,
			Double.isInfinite(max) ? NO_LIMIT : (Number) max);
	}

	/** One of some words. */
	public static OptionKind<String> oneOf(final List<String> words) {
		final Map<String, String> themselves = new LinkedHashMap<>();
		words.forEach(word -> themselves.put(word, word));
		return oneOf(themselves, word -> word);
	}

	/** One of some constants, which users write as {@link UserWord} has it. */
	@SafeVarargs
	public static <E extends Enum<E>> OptionKind<E> oneOf(final E... constants) {
		final Map<String, E> words = new LinkedHashMap<>();
		Arrays.stream(constants).forEach(constant -> words.put(UserWord.of(constant), constant));
		return oneOf(words, UserWord::of);
	}

	/** One of some values, each of which has its word. */
	public static <V> OptionKind<V> oneOf(final List<V> values, final Function<V, String> word) {
		final Map<String, V> words = new LinkedHashMap<>();
		values.forEach(value -> words.put(word.apply(value), value));
		return oneOf(words, word);
	}

	private static <E> OptionKind<E> oneOf(final Map<String, E> words, final Function<E, String> writer) {
		final List<String> choices = List.copyOf(words.keySet());
		return new OptionKind<>(String.class, String.join("|", choices), text -> {
			final E value = words.get(text);
			if (value == null) throw new IllegalArgumentException("is none of " + String.join(", ", choices));
			return value;
		}, writer, choices, NO_LIMIT, NO_LIMIT);
	}

	/**
	 * Something that is written in a form of its own.
	 *
	 * @param form
	 *            how it is written, for the command line's help
	 * @param reader
	 *            throws an {@link IllegalArgumentException} whose message goes on after {@code "key=text"}: "is not
	 *            ..."
	 */
	public static <T> OptionKind<T> of(final String form, final Function<String, T> reader,
		final Function<T, String> writer)
	{
		return new OptionKind<>(String.class, form, reader, writer, List.of(), NO_LIMIT, NO_LIMIT);
	}

	/**
	 * The same, where words that it had once are understood too.
	 *
	 * @param words
	 *            each former word, and what it is called by now
	 */
	public OptionKind<T> formerly(final Map<String, String> words) {
		return new OptionKind<>(held, form, text -> reader.apply(words.getOrDefault(text, text)), writer, choices, min,
			max);
	}

	/** As what a dialog, or a program that gives values by name, holds a value: text, file, number or truth value. */
	public Class<?> held() {
		return held;
	}

	/** How a value is written, in short: {@code N}, {@code TEXT}, or the words between bars. */
	public String form() {
		return form;
	}

	/** The words that are possible; empty where there are too many to list. */
	public List<String> choices() {
		return choices;
	}

	/** The least number that is possible. */
	public Optional<Number> min() {
		return Optional.ofNullable(min);
	}

	/** The largest number that is possible. */
	public Optional<Number> max() {
		return Optional.ofNullable(max);
	}

	/** Reads a value; the message of a refusal goes on after {@code "key=text"}. */
	T read(final String text) {
		return reader.apply(text);
	}

	/** What {@link #read} would read. */
	String write(final T value) {
		return writer.apply(value);
	}

	private static boolean readFlag(final String text) {
		if (text.equalsIgnoreCase("true")) return true;
		if (text.equalsIgnoreCase("false")) return false;
		throw new IllegalArgumentException("is neither true nor false");
	}

	/** Macros compute with real numbers, and may write 2.0. */
	private static long readWhole(final String text, final long min, final long max) {
		final BigDecimal value;
		try {
			value = new BigDecimal(text);
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("is not a whole number", e);
		}
		if (value.stripTrailingZeros().scale() > 0) throw new IllegalArgumentException("is not a whole number");
		checkLimits(value, BigDecimal.valueOf(min), BigDecimal.valueOf(max));
		return value.longValueExact();
	}

	private static double readDecimal(final String text, final double min, final double max) {
		final double value;
		try {
			value = Double.parseDouble(text);
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("is not a number", e);
		}
		if (!Double.isFinite(value)) throw new IllegalArgumentException("is not a number");
		checkLimits(value, min, max);
		return value;
	}

	private static <N extends Comparable<N>> void checkLimits(final N value, final N min, final N max) {
		if (value.compareTo(min) < 0) throw new IllegalArgumentException("is less than " + shortest(min));
		if (value.compareTo(max) > 0) throw new IllegalArgumentException("is more than " + shortest(max));
	}

	/** 0 rather than 0.0. */
	private static String shortest(final Object number) {
		return String.valueOf(number).replaceFirst("\\.0$", "");
	}
}
