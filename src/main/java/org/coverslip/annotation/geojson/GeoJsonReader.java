package org.coverslip.annotation.geojson;

import java.io.IOException;

import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Remarks;

import com.google.gson.stream.JsonToken;

/**
 * Reads features as a stream. Taken is what QuPath takes: a collection, a feature, a geometry, lists of any of these
 * within each other, and several after each other. Of each object it is the members that tell what it is, since its
 * type may come last.
 */
final class GeoJsonReader {

	private final JsonTokens tokens;
	private final Remarks remarks;

	GeoJsonReader(final JsonTokens tokens, final Remarks remarks) {
		this.tokens = tokens;
		this.remarks = remarks;
	}

	AnnotationFormatException fault(final String sentence, final Throwable cause) {
		return tokens.fault(sentence, cause);
	}

	/** Reads all of the file. */
	void read(final AnnotationSink sink) throws IOException {
		while (tokens.peek() != JsonToken.END_DOCUMENT)
			value(sink);
	}

	private void value(final AnnotationSink sink) throws IOException {
		if (tokens.isNull()) return;
		if (tokens.peek() == JsonToken.BEGIN_ARRAY) list("", true, sink);
		else object(sink);
	}

	/**
	 * @param isStrict
	 *            whether there can be nothing but objects
	 */
	private void list(final String name, final boolean isStrict, final AnnotationSink sink) throws IOException {
		if (tokens.isNull()) return;
		tokens.beginArray("\"" + name + "\"");
		tokens.enter(name);
		while (tokens.hasNext()) {
			tokens.next();
			if (isStrict || !tokens.isPlain()) value(sink);
			else tokens.skip();
		}
		tokens.leave();
		tokens.endArray();
	}

	private void object(final AnnotationSink sink) throws IOException {
		tokens.beginObject("an element");
		try (FeatureObject feature = new FeatureObject(tokens, remarks, sink)) {
			members(feature, sink);
		}
		tokens.endObject();
	}

	private void members(final FeatureObject feature, final AnnotationSink sink) throws IOException {
		final GeometryObject bare = new GeometryObject(tokens, remarks);
		boolean isFeature = false;
		boolean isCollection = false;
		while (tokens.hasNext()) {
			final String name = tokens.name();
			switch (name) {
				case "type" -> {
					final String type = tokens.textOrNull();
					isFeature |= "Feature".equals(type);
					isCollection |= "FeatureCollection".equals(type);
					bare.type(type);
				}
				case "id" -> feature.properties().id(tokens.textOrNull());
				case "geometry" -> {
					isFeature = true;
					feature.readGeometry();
				}
				case "nucleusGeometry" -> feature.readNucleus();
				case "properties" -> properties(feature);
				case "features" -> {
					isCollection = true;
					list(name, true, sink);
				}
				default -> {
					if (!bare.take(name)) tokens.skip();
				}
			}
		}
		if (!isFeature && bare.isGeometry()) feature.place(bare);
		else if (!isFeature && !isCollection) throw tokens.fault("an object that is neither feature nor geometry");
		if (isFeature || bare.isGeometry()) feature.end();
	}

	private void properties(final FeatureObject feature) throws IOException {
		if (tokens.isNull()) return;
		tokens.beginObject("\"properties\"");
		while (tokens.hasNext()) {
			final String name = tokens.name();
			switch (name) {
				case "childObjects", "children" -> children(name, feature);
				default -> feature.properties().take(name);
			}
		}
		tokens.endObject();
	}

	/** In files of others it may be anything. */
	private void children(final String name, final FeatureObject feature) throws IOException {
		if (tokens.peek() == JsonToken.BEGIN_ARRAY) list(name, false, feature);
		else feature.properties().take(name);
	}
}
