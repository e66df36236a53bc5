package org.coverslip.deidentify.mirax;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/** The text of a {@code Slidedat.ini}: sections of keys and values. For one thread. */
final class SlidedatText {

	private static final String BOM = "\ufeff";

	private final StoredFile file;
	private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

	private SlidedatText(final StoredFile file) {
		this.file = file;
	}

	/** A text without sections. */
	static SlidedatText empty() {
		return new SlidedatText(null);
	}

	/** Reads a text in UTF-8, UTF-16 with a mark, or Latin-1. */
	static SlidedatText read(final byte[] bytes, final StoredFile file) {
		final SlidedatText text = new SlidedatText(file);
		String section = "";
		for (final String line : decode(bytes).split("\\R")) {
			final String trimmed = line.strip();
			final int equals = trimmed.indexOf('=');
			if (trimmed.startsWith("#")) continue;
			if (trimmed.startsWith("[") && trimmed.endsWith("]")) section = trimmed.substring(1, trimmed.length() - 1);
			else if (equals > 0)
				text.put(section, trimmed.substring(0, equals).strip(), trimmed.substring(equals + 1).strip());
		}
		return text;
	}

	private static String decode(final byte[] bytes) {
		for (final Charset charset : new Charset[] { StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE }) {
			final byte[] mark = BOM.getBytes(charset);
			if (bytes.length > 1 && bytes[0] == mark[0] && bytes[1] == mark[1])
				return new String(bytes, 2, bytes.length - 2, charset);
		}
		try {
			final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.startsWith(BOM) ? text.substring(1) : text;
		}
		catch (final CharacterCodingException e) {
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}
	}

	SlidedatText put(final String section, final String key, final String value) {
		sections.computeIfAbsent(section, name -> new LinkedHashMap<>()).put(key, value);
		return this;
	}

	SlidedatText put(final String section, final String key, final long value) {
		return put(section, key, Long.toString(value));
	}

	/** A value; "" without it. */
	String get(final String section, final String key) {
		return sections.getOrDefault(section, Map.of()).getOrDefault(key, "");
	}

	/** A whole number that must be there. */
	int number(final String section, final String key, final int most) throws IOException {
		final String text = get(section, key);
		if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"a whole number of at most " + most + " as " + key, "another");
		return Integer.parseInt(text);
	}

	/** Copies a value to another text if it passes; says whether it did. */
	boolean copy(final String section, final String key, final UnaryOperator<String> value, final SlidedatText to,
		final String newSection)
	{
		final String text = get(section, key);
		final String passed = text.isEmpty() ? null : value.apply(text);
		if (passed != null) to.put(newSection, key, passed);
		return passed != null;
	}

	/** How many values there are. */
	int count() {
		return sections.values().stream().mapToInt(Map::size).sum();
	}

	/** The text as scanners write it: UTF-8 with a mark, lines that end with CR LF. */
	byte[] bytes() {
		final StringBuilder text = new StringBuilder(BOM);
		sections.forEach((section, keys) -> {
			text.append('[').append(section).append("]\r\n");
			keys.forEach((key, value) -> text.append(key).append(" = ").append(value).append("\r\n"));
		});
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}
}
