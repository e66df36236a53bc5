package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Remarks;

import com.google.gson.stream.JsonToken;

/** What a feature's {@code properties} say, but for the objects that lie within it. */
final class FeatureProperties {

	/** How surely something tells the kind of an object: the more, the surer. */
	private enum Source {
		NONE, ID, TYPE, OBJECT_TYPE
	}

	private final JsonTokens tokens;
	private final Remarks remarks;
	private final ClassObject classes;
	private final Annotation.Builder annotation;
	private Source source = Source.NONE;

	/**
	 * @param annotation
	 *            is told what is read
	 */
	FeatureProperties(final JsonTokens tokens, final Remarks remarks, final Annotation.Builder annotation) {
		this.tokens = tokens;
		this.remarks = remarks;
		this.annotation = annotation;
		classes = new ClassObject(tokens, remarks);
	}

	/** The feature's own id; QuPath 0.2 told there what kind of object it is. */
	void id(final String id) {
		if (id == null) return;
		final Optional<ObjectKind> kind = ObjectWords.kind(id);
		if (kind.isEmpty()) annotation.id(id);
		else kind(kind.get(), Source.ID);
	}

	private void kind(final ObjectKind kind, final Source from) {
		if (from.compareTo(source) < 0) return;
		annotation.kind(kind);
		source = from;
	}

	/** Reads the value of a property. */
	void take(final String name) throws IOException {
		switch (name) {
			case "objectType", "object_type" -> objectType(tokens.textOrNull());
			case "type" -> type();
			case "name" -> annotation.name(tokens.textOrNull());
			case "classification" -> {
				final Optional<Classification> read = classes.read();
				annotation.classification(read.orElse(null));
			}
			case "color" -> color();
			case "isLocked" -> annotation.locked("true".equals(tokens.textOrNull()));
			case "measurements" -> measurements();
			case "metadata" -> metadata();
			default -> property(name);
		}
	}

	private void objectType(final String word) {
		if (word == null) return;
		final Optional<ObjectKind> kind = ObjectWords.kind(word);
		if (kind.isEmpty()) remarks.add("an object of type \"" + word + "\" was taken as an annotation");
		kind(kind.orElse(ObjectKind.ANNOTATION), Source.OBJECT_TYPE);
	}

	/** QuPath's, or anything in files of others. */
	private void type() throws IOException {
		final String word = tokens.textOrNull();
		if (word == null) return;
		final Optional<ObjectKind> kind = ObjectWords.kind(word);
		if (kind.isEmpty()) annotation.property("type", word);
		else kind(kind.get(), Source.TYPE);
	}

	private void color() throws IOException {
		final OptionalInt color = classes.color();
		if (color.isPresent()) annotation.color(color.getAsInt());
	}

	/** Names and numbers as an object, or before QuPath 0.4 as an array of objects. */
	private void measurements() throws IOException {
		if (tokens.isNull()) return;
		if (tokens.peek() == JsonToken.BEGIN_ARRAY) {
			tokens.beginArray("\"measurements\"");
			while (tokens.hasNext())
				measurement();
			tokens.endArray();
			return;
		}
		tokens.beginObject("\"measurements\"");
		while (tokens.hasNext())
			measured(tokens.name(), tokens.textOrNull());
		tokens.endObject();
	}

	private void measurement() throws IOException {
		String name = null;
		String value = null;
		tokens.beginObject("a measurement");
		while (tokens.hasNext())
			switch (tokens.name()) {
				case "name" -> name = tokens.textOrNull();
				case "value" -> value = tokens.textOrNull();
				default -> tokens.skip();
			}
		tokens.endObject();
		measured(name, value);
	}

	private void measured(final String name, final String value) {
		try {
			if (name != null && value != null) {
				annotation.measurement(name, JsonTokens.parsed(value));
				return;
			}
		}
		catch (final NumberFormatException e) {
			// said below
		}
		remarks.add("a measurement without a number was left out");
	}

	private void metadata() throws IOException {
		if (tokens.peek() != JsonToken.BEGIN_OBJECT) {
			property("metadata");
			return;
		}
		tokens.beginObject("\"metadata\"");
		while (tokens.hasNext())
			property(tokens.name());
		tokens.endObject();
	}

	/** What QuPath has no place for is kept as metadata. */
	private void property(final String name) throws IOException {
		if (tokens.isNull()) return;
		if (tokens.isPlain()) {
			annotation.property(name, tokens.text());
			return;
		}
		tokens.skip();
		remarks.add("the property \"" + name + "\" is a list or an object and was left out");
	}
}
