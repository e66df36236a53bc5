package org.coverslip.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly enough to find what is wrong with it: objects to maps in their order, arrays to lists, numbers to
 * doubles.
 */
public final class Json {

	private final String text;
	private int at;

	private Json(final String text) {
		this.text = text;
	}

	/** The value that a whole text is. */
	public static Object parse(final String text) {
		final Json json = new Json(text);
		final Object value = json.value();
		if (json.next() != 0) throw new IllegalArgumentException("something follows at " + json.at + ": " + text);
		return value;
	}

	private char next() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at)))
			at++;
		return at < text.length() ? text.charAt(at) : 0;
	}

	private void expect(final char c) {
		if (next() != c) throw new IllegalArgumentException("expected " + c + " at " + at + " of " + text);
		at++;
	}

	private Object value() {
		return switch (next()) {
			case '{' -> object();
			case '[' -> array();
			case '"' -> string();
			case 't' -> word("true", Boolean.TRUE);
			case 'f' -> word("false", Boolean.FALSE);
			case 'n' -> word("null", null);
			default -> number();
		};
	}

	private Map<String, Object> object() {
		final Map<String, Object> map = new LinkedHashMap<>();
		expect('{');
		while (next() != '}') {
			if (!map.isEmpty()) expect(',');
			next();
			final String key = string();
			expect(':');
			if (map.put(key, value()) != null) throw new IllegalArgumentException(key + " twice");
		}
		expect('}');
		return map;
	}

	private List<Object> array() {
		final List<Object> list = new ArrayList<>();
		expect('[');
		while (next() != ']') {
			if (!list.isEmpty()) expect(',');
			list.add(value());
		}
		expect(']');
		return list;
	}

	private String string() {
		final StringBuilder string = new StringBuilder();
		expect('"');
		while (text.charAt(at) != '"') {
			char c = text.charAt(at++);
			if (c < ' ') throw new IllegalArgumentException("a control character in a text");
			if (c == '\\') c = escaped();
			string.append(c);
		}
		at++;
		return string.toString();
	}

	private char escaped() {
		final char c = text.charAt(at++);
		switch (c) {
			case 'n':
				return '\n';
			case 't':
				return '\t';
			case 'r':
				return '\r';
			case 'b':
				return '\b';
			case 'f':
				return '\f';
			case 'u':
				at += 4;
				return (char) Integer.parseInt(text.substring(at - 4, at), 16);
			default:
				return c;
		}
	}

	private Object word(final String word, final Object value) {
		if (!text.startsWith(word, at)) throw new IllegalArgumentException("no JSON at " + at + " of " + text);
		at += word.length();
		return value;
	}

	private Double number() {
		final int begin = at;
		while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0)
			at++;
		return Double.valueOf(text.substring(begin, at));
	}
}
