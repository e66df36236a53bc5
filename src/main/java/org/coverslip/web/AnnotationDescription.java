package org.coverslip.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.measure.AnnotationMeasures;
import org.coverslip.annotation.overlay.OverlayClass;
import org.coverslip.slide.PixelSize;

/** What the pages are told of annotations, as objects for JSON. */
final class AnnotationDescription {

	/** Of one annotation, so many measurements and properties are told. */
	private static final int MOST = 200;

	private AnnotationDescription() {}

	/** A file: {@code format, count, classes} with {@code name}, or null, {@code color, count}, and {@code remarks}. */
	static Map<String, Object> of(final ShownAnnotations shown) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("format", shown.format());
		json.put("count", shown.overlay().count());
		final List<Object> classes = new ArrayList<>();
		for (final OverlayClass one : shown.overlay().classes()) {
			final Map<String, Object> told = new LinkedHashMap<>();
			told.put("name", one.name().orElse(null));
			told.put("color", String.format("#%06x", one.color()));
			told.put("count", one.count());
			classes.add(told);
		}
		json.put("classes", classes);
		json.put("remarks", shown.remarks());
		return json;
	}

	/**
	 * One annotation: {@code number} in the file from 1, {@code name, class, kind, shape}, {@code area} in square
	 * micrometres, or {@code areaPx} in pixels, {@code length} or {@code lengthPx} likewise, {@code measurements} and
	 * {@code properties}; null for what it has not.
	 */
	static Map<String, Object> of(final int index, final Annotation annotation, final Optional<PixelSize> pixelSize) {
		final AnnotationMeasures measures = AnnotationMeasures.of(annotation, pixelSize);
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("number", index + 1);
		json.put("name", annotation.name().orElse(null));
		json.put("class", annotation.classification().map(Classification::name).orElse(null));
		json.put("kind", word(annotation.kind()));
		json.put("shape", word(annotation.geometry().kind()));
		json.put("area", orNull(measures.areaUm2()));
		json.put("areaPx", orNull(measures.areaPx()));
		json.put("length", orNull(measures.lengthUm()));
		json.put("lengthPx", orNull(measures.lengthPx()));
		json.put("measurements", first(annotation.measurements()));
		json.put("properties", first(annotation.properties()));
		return json;
	}

	private static String word(final Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static Double orNull(final OptionalDouble value) {
		return value.isPresent() ? (Double) value.getAsDouble() : null;
	}

	private static <T> Map<String, T> first(final Map<String, T> all) {
		final Map<String, T> some = new LinkedHashMap<>();
		for (final Map.Entry<String, T> one : all.entrySet())
			if (some.size() < MOST) some.put(one.getKey(), one.getValue());
		return some;
	}
}
