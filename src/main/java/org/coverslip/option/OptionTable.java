package org.coverslip.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options that something takes, in the order in which dialogs ask for them. Immutable. */
public final class OptionTable {

	private final List<Option<?>> options;

	private OptionTable(final List<Option<?>> options) {
		final long keys = options.stream().map(option -> option.key().toLowerCase(Locale.ROOT)).distinct()
			.count();
		if (keys < options.size()) throw new IllegalArgumentException("one key for several options: " + options);
		this.options = options;
	}

	public static OptionTable of(final Option<?>... options) {
		return new OptionTable(List.of(options));
	}

	public static OptionTable of(final Collection<? extends Option<?>> options) {
		return new OptionTable(List.copyOf(options));
	}

	/** These options and then others. */
	public OptionTable and(final OptionTable others) {
		return of(Stream.concat(options.stream(), others.options.stream()).toList());
	}

	/** These options and then others. */
	public OptionTable and(final Option<?>... others) {
		return and(of(others));
	}

	/** These options but for one, in the place of the one that has its key. */
	public OptionTable with(final Option<?> changed) {
		named(changed.key());
		final List<Option<?>> all = new ArrayList<>();
		options.forEach(option -> all.add(option.key().equals(changed.key()) ? changed : option));
		return of(all);
	}

	/** These options without some. */
	public OptionTable without(final String... keys) {
		return of(options.stream().filter(option -> Arrays.stream(keys).noneMatch(option.key()::equals)).toList());
	}

	/** These options, for which few ask here. */
	public OptionTable rare() {
		return of(options.stream().map(Option::rare).toList());
	}

	/** All options, in order. */
	public List<Option<?>> options() {
		return options;
	}

	/** The option that a user means by a key, whatever its case. */
	public Optional<Option<?>> find(final String key) {
		return options.stream().<Option<?>> map(option -> option).filter(option -> option.isMeantBy(key)).findFirst();
	}

	/**
	 * As {@link #find(String)}.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is none
	 */
	public Option<?> named(final String key) {
		return find(key).orElseThrow(() -> new IllegalArgumentException(unknown(key)));
	}

	/** A sentence on a key that is none of these. */
	public String unknown(final String key) {
		final String keys = options.stream().map(Option::key).sorted().collect(Collectors.joining(", "));
		final String hint = key.matches("\\w+") ? "" : "; a value with blanks stands in brackets";
		return "there is no option \"" + key + "\"" + (keys.isEmpty() ? "" : ", only " + keys) + hint;
	}

	/** A sentence on an option that must be given. */
	public static String missing(final Option<?> option) {
		return "the option \"" + option.key() + "\" is missing";
	}

	/**
	 * The values that a text such as {@code compression=jpeg quality=85} gives ({@link OptionText}).
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if a key is unknown or given twice, a value is not possible, or one that must be
	 *             given is missing
	 */
	public OptionValues parse(final String text) {
		final OptionText given = OptionText.parse(text);
		final Map<String, Object> values = new LinkedHashMap<>();
		given.keys().forEach(key -> values.put(key, given.get(key).orElseThrow()));
		return read(values);
	}

	/**
	 * The values that a program gives by their keys, as texts or as what they are: numbers, files, truth values; null
	 * is as good as not given.
	 *
	 * @throws IllegalArgumentException
	 *             as {@link #parse(String)}
	 */
	public OptionValues read(final Map<String, ?> given) {
		final Map<String, Object> values = new LinkedHashMap<>();
		given.forEach((key, value) -> {
			if (value == null) return;
			final Option<?> option = named(key);
			if (values.put(option.key(), option.parse(String.valueOf(value))) != null)
				throw new IllegalArgumentException("the option \"" + option.key() + "\" is given twice");
		});
		for (final Option<?> option : options)
			if (option.isRequired() && !values.containsKey(option.key()))
				throw new IllegalArgumentException(missing(option));
			else option.otherwise().ifPresent(value -> values.putIfAbsent(option.key(), value));
		return new OptionValues(values);
	}

	/** The values if none is given. */
	public OptionValues defaults() {
		return read(Map.of());
	}

	@Override
	public String toString() {
		return options.stream().map(Option::toString).collect(Collectors.joining(" "));
	}
}
