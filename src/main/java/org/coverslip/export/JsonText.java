package org.coverslip.export;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes maps, lists, texts, numbers, truth values and null as one line of JSON (RFC 8259), in the order in which they
 * come; those of a map that has no order are sorted, so that the same value is always the same text. Everything outside
 * ASCII is escaped, so that the line survives any terminal's encoding.
 */
public final class JsonText {

	private JsonText() {}

	/**
	 * @param value
	 *            a {@link Map} with texts as keys, a {@link List}, {@link String}, {@link Boolean}, {@link Number} or
	 *            null
	 */
	public static String of(final Object value) {
		final StringBuilder json = new StringBuilder();
		append(json, value);
		return json.toString();
	}

	private static void append(final StringBuilder json, final Object value) {
		if (value instanceof Map<?, ?> map) appendObject(json, map);
		else if (value instanceof List<?> list) appendArray(json, list);
		else if (value instanceof String text) appendText(json, text);
		else if (value instanceof Double number && !Double.isFinite(number)) json.append("null");
		else if (value == null || value instanceof Boolean || value instanceof Number) json.append(value);
		else throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
	}

	private static void appendObject(final StringBuilder json, final Map<?, ?> map) {
		json.append('{');
		final Map<?, ?> ordered = hasOrder(map) ? map : new TreeMap<>(map);
		for (final Iterator<? extends Map.Entry<?, ?>> entries = ordered.entrySet().iterator(); entries.hasNext();) {
			final Map.Entry<?, ?> entry = entries.next();
			appendText(json, (String) entry.getKey());
			json.append(": ");
			append(json, entry.getValue());
			if (entries.hasNext()) json.append(", ");
		}
		json.append('}');
	}

	/** Maps as {@code Map.of} makes them come in another order in each run of a program. */
	private static boolean hasOrder(final Map<?, ?> map) {
		return map.getClass() != HashMap.class && map.getClass() != Map.of().getClass()
			&& map.getClass() != Map.of("", "").getClass();
	}

	private static void appendArray(final StringBuilder json, final List<?> list) {
		json.append('[');
		for (final Iterator<?> elements = list.iterator(); elements.hasNext();) {
			append(json, elements.next());
			if (elements.hasNext()) json.append(", ");
		}
		json.append(']');
	}

	private static void appendText(final StringBuilder json, final String text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (c == '"' || c == '\\') json.append('\\').append(c);
			else if (c >= ' ' && c < 0x7f) json.append(c);
			else if (c == '\n') json.append("\\n");
			else if (c == '\t') json.append("\\t");
			else json.append(String.format("\\u%04x", (int) c));
		}
		json.append('"');
	}
}
