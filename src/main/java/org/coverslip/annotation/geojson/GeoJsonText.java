package org.coverslip.annotation.geojson;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationText;
import org.coverslip.annotation.Remarks;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;

/** An annotation as one feature of GeoJSON, with coordinates of 0.01 pixels. Stateless. */
public final class GeoJsonText implements AnnotationText {

	@Override
	public String text(final Annotation annotation) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final JsonBytes json = new JsonBytes(bytes);
		new FeatureWriter(json, new Remarks()).put(annotation);
		json.flush();
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@Override
	public Optional<Annotation> annotation(final String text) throws IOException {
		final List<Annotation> read = new ArrayList<>();
		try (JsonReader json = new JsonReader(new StringReader(text))) {
			json.setLenient(true);
			new GeoJsonReader(new JsonTokens(json, ""), new Remarks()).read(read::add);
		}
		catch (final EOFException | MalformedJsonException | AnnotationFormatException e) {
			return Optional.empty();
		}
		return read.size() == 1 ? Optional.of(read.get(0)) : Optional.empty();
	}
}
