package org.coverslip.option;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.coverslip.slide.SlideAddress;

/**
 * One option that a user may give as {@code key=value}: its key, what values it takes and means, and the value that it
 * has if it is not given. Immutable.
 *
 * @param <T>
 *            the values as the engine wants them
 */
public final class Option<T> {

	private final String key;
	private final String label;
	private final String help;
	private final OptionKind<T> kind;
	private final T otherwise;
	private final boolean required;
	private final List<String> formerKeys;
	private final boolean rare;

	private Option(final String key, final String label, final String help, final OptionKind<T> kind,
		final T otherwise, final boolean required, final List<String> formerKeys, final boolean rare)
	{
		this.key = key;
		this.label = label;
		this.help = help;
		this.kind = kind;
		this.otherwise = otherwise;
		this.required = required;
		this.formerKeys = formerKeys;
		this.rare = rare;
	}

	/**
	 * An option that may be left out.
	 *
	 * @param label
	 *            what dialogs call it
	 * @param help
	 *            one sentence
	 * @param otherwise
	 *            the value if it is left out; null if it has none then
	 */
	public static <T> Option<T> of(final String key, final String label, final OptionKind<T> kind, final T otherwise,
		final String help)
	{
		return new Option<>(key, label, help, kind, otherwise, false, List.of(), false);
	}

	/** An option that must be given. */
	public static <T> Option<T> required(final String key, final String label, final OptionKind<T> kind,
		final String help)
	{
		return new Option<>(key, label, help, kind, null, true, List.of(), false);
	}

	/** The same with another value if it is left out. */
	public Option<T> otherwise(final T value) {
		return new Option<>(key, label, help, kind, value, false, formerKeys, rare);
	}

	/** The same with other help. */
	public Option<T> help(final String sentence) {
		return new Option<>(key, label, sentence, kind, otherwise, required, formerKeys, rare);
	}

	/** The same for fewer or more values of the same type. */
	public Option<T> kind(final OptionKind<T> other) {
		return new Option<>(key, label, help, other, otherwise, required, formerKeys, rare);
	}

	/** The same, also understood under keys that it had once. */
	public Option<T> formerly(final String... keys) {
		return new Option<>(key, label, help, kind, otherwise, required, List.of(keys), rare);
	}

	/** The same, which few ask for, so that dialogs show it only with more. */
	public Option<T> rare() {
		return new Option<>(key, label, help, kind, otherwise, required, formerKeys, true);
	}

	/** The key, as it is documented; compared without regard to case. */
	public String key() {
		return key;
	}

	/** What dialogs call it. */
	public String label() {
		return label;
	}

	/** What it means, in one sentence. */
	public String help() {
		return help;
	}

	public OptionKind<T> kind() {
		return kind;
	}

	/** Whether it must be given. */
	public boolean isRequired() {
		return required;
	}

	/** Whether few ask for it. */
	public boolean isRare() {
		return rare;
	}

	/** The value if it is left out, if there is one. */
	public Optional<T> otherwise() {
		return Optional.ofNullable(otherwise);
	}

	/** Keys that are understood, but no more documented. */
	public List<String> formerKeys() {
		return formerKeys;
	}

	/** Whether a user may mean this option by a key. */
	public boolean isMeantBy(final String given) {
		return Stream.concat(Stream.of(key), formerKeys.stream())
			.anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(given.toLowerCase(Locale.ROOT)));
	}

	/**
	 * The value that a text stands for.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence that names key, text and what is possible, if it stands for none
	 */
	public T parse(final String text) {
		return parse(text, key);
	}

	/** As {@link #parse(String)}, where the user knows the option by another name: that of a dialog's field. */
	public T parse(final String text, final String name) {
		if (required && text.isEmpty() && (kind.held() == File.class || kind.held() == SlideAddress.class))
			throw new IllegalArgumentException("\"" + name + "=\" names no file or folder");
		try {
			return kind.read(text);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException("\"" + name + "=" + text + "\" " + e.getMessage(), e);
		}
	}

	/** A value as {@link #parse(String)} would read it. */
	public String text(final T value) {
		return kind.write(value);
	}

	/**
	 * A value as dialogs and programs hold it, of the type {@link OptionKind#held()}. Whether it is possible is not
	 * asked yet, since it may be half typed.
	 *
	 * @param value
	 *            of that type, or one whose text can be read as one
	 * @throws IllegalArgumentException
	 *             as {@link #parse(String)}, if it is of another type
	 */
	public Object held(final Object value) {
		if (kind.held().isInstance(value)) return value;
		final String text = String.valueOf(value);
		return kind.held() == String.class ? text : parse(text);
	}

	/** The value if it is left out, as dialogs and programs hold it, if there is one. */
	public Optional<Object> heldOtherwise() {
		return otherwise().map(value -> kind.held() == String.class ? text(value) : value);
	}

	@Override
	public String toString() {
		return key + "=" + kind.form();
	}
}
