package org.coverslip.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) found in files: objects as maps, arrays as lists, strings, numbers as {@code Double},
 * {@code Boolean}, and null. For one text.
 */
public final class JsonReader {

	/** No text that a file holds nests deeper; each step takes stack. */
	private static final int DEEPEST = 64;

	/** What is no JSON. */
	private static final class NoJson extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NoJson() {
			super(null, null, false, false);
		}
	}

	private final String text;
	private int at;

	private JsonReader(final String text) {
		this.text = text;
	}

	/**
	 * An object that a text consists of.
	 *
	 * @param text
	 *            or null
	 * @return not to be modified; empty if the text is not a JSON object or nests more than 64 levels deep
	 */
	public static Optional<Map<String, Object>> object(final String text) {
		if (text == null || !text.stripLeading().startsWith("{")) return Optional.empty();
		try {
			final JsonReader reader = new JsonReader(text);
			reader.skipSpace();
			final Map<String, Object> object = reader.object(0);
			reader.skipSpace();
			return reader.at == text.length() ? Optional.of(object) : Optional.empty();
		}
		catch (final NoJson e) {
			return Optional.empty();
		}
	}

	private Object value(final int depth) {
		if (depth > DEEPEST) throw new NoJson();
		skipSpace();
		return switch (peek()) {
			case '{' -> object(depth);
			case '[' -> array(depth);
			case '"' -> string();
			case 't' -> word("true", Boolean.TRUE);
			case 'f' -> word("false", Boolean.FALSE);
			case 'n' -> word("null", null);
			default -> number();
		};
	}

	private Map<String, Object> object(final int depth) {
		final Map<String, Object> object = new LinkedHashMap<>();
		expect('{');
		skipSpace();
		if (take('}')) return object;
		do {
			skipSpace();
			final String name = string();
			skipSpace();
			expect(':');
			object.put(name, value(depth + 1));
			skipSpace();
		}
		while (take(','));
		expect('}');
		return object;
	}

	private List<Object> array(final int depth) {
		final List<Object> array = new ArrayList<>();
		expect('[');
		skipSpace();
		if (take(']')) return array;
		do {
			array.add(value(depth + 1));
			skipSpace();
		}
		while (take(','));
		expect(']');
		return array;
	}

	private String string() {
		expect('"');
		final StringBuilder string = new StringBuilder();
		while (!take('"')) {
			final char c = next();
			string.append(c == '\\' ? escaped() : c);
		}
		return string.toString();
	}

	private char escaped() {
		final char c = next();
		return switch (c) {
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> {
				if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) throw new NoJson();
				at += 4;
				yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
			}
			default -> c;
		};
	}

	private Object word(final String word, final Object value) {
		if (!text.startsWith(word, at)) throw new NoJson();
		at += word.length();
		return value;
	}

	private Double number() {
		final int start = at;
		while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0)
			at++;
		try {
			return Double.valueOf(text.substring(start, at));
		}
		catch (final NumberFormatException e) {
			throw new NoJson();
		}
	}

	private void skipSpace() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at)))
			at++;
	}

	private char peek() {
		if (at >= text.length()) throw new NoJson();
		return text.charAt(at);
	}

	private char next() {
		final char c = peek();
		at++;
		return c;
	}

	private boolean take(final char c) {
		if (peek() != c) return false;
		at++;
		return true;
	}

	private void expect(final char c) {
		if (next() != c) throw new NoJson();
	}
}
