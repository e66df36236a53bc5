package org.coverslip.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options as a text, as in ImageJ's {@code run("command", "options")}: {@code key=value} pairs between blanks, where a
 * value with blanks stands in square brackets or single quotes and a key alone means true. Keys are compared without
 * regard to case, since ImageJ's recorder writes them in lower case. Immutable.
 */
public final class OptionText {

	private final Map<String, String> values;

	private OptionText(final Map<String, String> values) {
		this.values = values;
	}

	/**
	 * Takes a text apart; what its keys and values mean is not asked here.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if a key stands there twice
	 */
	public static OptionText parse(final String options) {
		final Map<String, String> values = new LinkedHashMap<>();
		int at = 0;
		while (at < options.length()) {
			if (Character.isWhitespace(options.charAt(at))) {
				at++;
				continue;
			}
			int keyEnd = at;
			while (keyEnd < options.length() && options.charAt(keyEnd) != '=' && !Character.isWhitespace(
				options.charAt(keyEnd)))
				keyEnd++;
			final String key = options.substring(at, keyEnd).toLowerCase(Locale.ROOT);
			if (keyEnd == options.length() || options.charAt(keyEnd) != '=') {
				put(values, key, "true");
				at = keyEnd;
				continue;
			}
			final int begin = keyEnd + 1;
			final int end = endOfValue(options, begin);
			put(values, key, unquoted(options.substring(begin, end)));
			at = end;
		}
		return new OptionText(values);
	}

	private static void put(final Map<String, String> values, final String key, final String value) {
		if (values.putIfAbsent(key, value) != null)
			throw new IllegalArgumentException("the option \"" + key + "\" is given twice");
	}

	/** The value of a key, if it is there. */
	public Optional<String> get(final String key) {
		return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
	}

	/** All keys in lower case, in the order in which they first stand there. */
	public Set<String> keys() {
		return Collections.unmodifiableSet(values.keySet());
	}

	private static int endOfValue(final String options, final int begin) {
		if (begin < options.length() && options.charAt(begin) == '[') {
			int depth = 0;
			for (int i = begin; i < options.length(); i++) {
				if (options.charAt(i) == '[') depth++;
				if (options.charAt(i) == ']' && --depth == 0) return i + 1;
			}
		}
		if (begin < options.length() && options.charAt(begin) == '\'') {
			final int closing = options.indexOf('\'', begin + 1);
			if (closing >= 0) return closing + 1;
		}
		int end = begin;
		while (end < options.length() && !Character.isWhitespace(options.charAt(end)))
			end++;
		return end;
	}

	private static String unquoted(final String value) {
		final boolean quoted = value.length() >= 2
			&& (value.startsWith("[") && value.endsWith("]") || value.startsWith("'") && value.endsWith("'"));
		return quoted ? value.substring(1, value.length() - 1) : value;
	}
}
