package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

import org.coverslip.annotation.AnnotationFormatException;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/** The tokens of a file, where each is asked for what it should be, and refused with the place of its object. */
final class JsonTokens {

	/** Lists within lists, and objects within objects, go no deeper. */
	private static final int DEEPEST = 64;

	private final JsonReader json;
	private final String file;
	private final String[] lists = new String[DEEPEST];
	private final int[] numbers = new int[DEEPEST];
	private int depth;

	JsonTokens(final JsonReader json, final String file) {
		this.json = json;
		this.file = file;
	}

	/** Something that is wrong with the object at hand. */
	AnnotationFormatException fault(final String sentence) {
		return new AnnotationFormatException(file, place(), sentence);
	}

	AnnotationFormatException fault(final String sentence, final Throwable cause) {
		return new AnnotationFormatException(file, place(), sentence, cause);
	}

	/** Of the object at hand: {@code features[3].childObjects[0]}. */
	private String place() {
		final StringBuilder place = new StringBuilder();
		for (int i = 0; i < depth; i++)
			if (numbers[i] >= 0) place.append(i > 0 && !lists[i].isEmpty() ? "." : "").append(lists[i]).append('[')
				.append(numbers[i]).append(']');
		return place.toString();
	}

	/**
	 * Goes into a list of objects.
	 *
	 * @param name
	 *            by which messages name its elements; may be empty
	 */
	void enter(final String name) throws IOException {
		if (depth == DEEPEST) throw fault("more than " + DEEPEST + " lists within each other");
		lists[depth] = name;
		numbers[depth++] = -1;
	}

	/** Goes on to the next element of the list. */
	void next() {
		numbers[depth - 1]++;
	}

	/** Leaves the list. */
	void leave() {
		depth--;
	}

	JsonToken peek() throws IOException {
		return json.peek();
	}

	boolean hasNext() throws IOException {
		return json.hasNext();
	}

	String name() throws IOException {
		return json.nextName();
	}

	void skip() throws IOException {
		json.skipValue();
	}

	/** Takes null, if it is there. */
	boolean isNull() throws IOException {
		if (json.peek() != JsonToken.NULL) return false;
		json.nextNull();
		return true;
	}

	/**
	 * Takes the begin of an array.
	 *
	 * @param what
	 *            it belongs to, for the message
	 */
	void beginArray(final String what) throws IOException {
		require(what, JsonToken.BEGIN_ARRAY);
		json.beginArray();
	}

	void endArray() throws IOException {
		json.endArray();
	}

	/** As {@link #beginArray}, of an object. */
	void beginObject(final String what) throws IOException {
		require(what, JsonToken.BEGIN_OBJECT);
		json.beginObject();
	}

	void endObject() throws IOException {
		json.endObject();
	}

	private void require(final String what, final JsonToken... wanted) throws IOException {
		final JsonToken found = json.peek();
		if (!Arrays.asList(wanted).contains(found))
			throw fault(what + " is " + word(found) + ", not " + word(wanted[0]));
	}

	private static String word(final JsonToken token) {
		return switch (token) {
			case BEGIN_ARRAY -> "an array";
			case BEGIN_OBJECT -> "an object";
			case STRING -> "text";
			case NUMBER -> "a number";
			case BOOLEAN -> "true or false";
			case NULL -> "null";
			default -> token.name().toLowerCase(Locale.ROOT);
		};
	}

	/** A number, or a text that is one: "NaN", "inf", "-Infinity" too. */
	double number(final String what) throws IOException {
		require(what, JsonToken.NUMBER, JsonToken.STRING);
		if (json.peek() == JsonToken.NUMBER) return json.nextDouble();
		final String text = json.nextString();
		try {
			return parsed(text);
		}
		catch (final NumberFormatException e) {
			throw fault(what + " is \"" + text + "\", which is no number", e);
		}
	}

	/** What a text stands for, as Java and Python write numbers. */
	static double parsed(final String text) {
		return switch (text.strip().toLowerCase(Locale.ROOT)) {
			case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
			case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
			case "nan" -> Double.NaN;
			default -> Double.parseDouble(text);
		};
	}

	/** Whether a number, text, or true or false comes next: a value that has a text. */
	boolean isPlain() throws IOException {
		return switch (json.peek()) {
			case STRING, NUMBER, BOOLEAN -> true;
			default -> false;
		};
	}

	/** The text of a plain value. */
	String text() throws IOException {
		return json.peek() == JsonToken.BOOLEAN ? String.valueOf(json.nextBoolean()) : json.nextString();
	}

	/** The text of a plain value; null for anything else, which is skipped. */
	String textOrNull() throws IOException {
		if (isPlain()) return text();
		json.skipValue();
		return null;
	}
}
