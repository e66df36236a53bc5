package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Remarks;

import com.google.gson.stream.JsonToken;

/**
 * A class in all its forms: a text, a list of texts, an object with {@code name} or {@code names} and {@code color}, or
 * one of QuPath 0.3 with {@code name}, {@code colorRGB} and {@code parentClass}.
 */
final class ClassObject {

	private static final String WITHIN = ": ";

	private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

	private final JsonTokens tokens;
	private final Remarks remarks;

	ClassObject(final JsonTokens tokens, final Remarks remarks) {
		this.tokens = tokens;
		this.remarks = remarks;
	}

	/** Reads the value that comes next. */
	Optional<Classification> read() throws IOException {
		if (tokens.isPlain()) return named(tokens.text(), OptionalInt.empty());
		switch (tokens.peek()) {
			case BEGIN_ARRAY:
				return named(String.join(WITHIN, names()), OptionalInt.empty());
			case BEGIN_OBJECT:
				return object();
			default:
				tokens.skip();
				return Optional.empty();
		}
	}

	private static Optional<Classification> named(final String name, final OptionalInt color) {
		return name == null || name.isBlank() ? Optional.empty() : Optional.of(new Classification(name, color));
	}

	private Optional<Classification> object() throws IOException {
		String name = null;
		String names = null;
		Optional<Classification> parent = Optional.empty();
		OptionalInt color = OptionalInt.empty();
		tokens.beginObject("a class");
		while (tokens.hasNext())
			switch (tokens.name()) {
				case "name" -> name = tokens.textOrNull();
				case "names" -> names = tokens.isNull() ? null : String.join(WITHIN, names());
				case "parentClass" -> {
					tokens.enter(""); // bounds how many are within each other
					parent = read();
					tokens.leave();
				}
				case "color", "colorRGB" -> {
					final OptionalInt read = color();
					if (read.isPresent()) color = read;
				}
				default -> tokens.skip();
			}
		tokens.endObject();
		if (names != null && !names.isBlank()) return named(names, color);
		if (name != null && parent.isPresent() && !name.startsWith(parent.get().name() + WITHIN))
			return named(parent.get().name() + WITHIN + name, color);
		return named(name, color);
	}

	private List<String> names() throws IOException {
		final List<String> names = new ArrayList<>();
		tokens.beginArray("the list of a class's names");
		while (tokens.hasNext()) {
			final String name = tokens.textOrNull();
			if (name != null && !name.isBlank()) names.add(name);
		}
		tokens.endArray();
		return names;
	}

	/** Red, green and blue, with or without how opaque it is; all in one number; or {@code #rrggbb}. */
	OptionalInt color() throws IOException {
		final JsonToken token = tokens.peek();
		if (token == JsonToken.NULL) return nothing();
		if (token == JsonToken.BEGIN_ARRAY) return channels();
		if (tokens.isPlain()) {
			final String text = tokens.text();
			if (HEX.matcher(text).matches()) return OptionalInt.of(Integer.parseInt(text.substring(1), 16));
			try {
				return OptionalInt.of((int) (long) JsonTokens.parsed(text) & 0xffffff);
			}
			catch (final NumberFormatException e) {
				return unknown();
			}
		}
		tokens.skip();
		return unknown();
	}

	private OptionalInt nothing() throws IOException {
		tokens.skip();
		return OptionalInt.empty();
	}

	private OptionalInt unknown() {
		remarks.add("a colour that is none was left out");
		return OptionalInt.empty();
	}

	private OptionalInt channels() throws IOException {
		final int[] rgb = new int[3];
		int count = 0;
		tokens.beginArray("a colour");
		while (tokens.hasNext()) {
			final double value = tokens.number("a part of a colour");
			if (count < 3) rgb[count] = Math.max(0, Math.min(255, (int) value));
			count++;
		}
		tokens.endArray();
		if (count < 3) return unknown();
		return OptionalInt.of(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
	}
}
