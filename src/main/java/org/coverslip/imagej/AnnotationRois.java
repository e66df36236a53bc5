package org.coverslip.imagej;

import java.awt.Color;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Remarks;

import ij.gui.Roi;
import ij.gui.TextRoi;

/**
 * Annotations as ImageJ's regions of interest, and back; both in the pixels of one image.
 * <p>
 * A region has the annotation's name, or that of its class, and its colour. All else is in its properties, under the
 * keys by which QuPath finds it ({@code qupath.imagej.tools.IJProperties} of QuPath 0.6), or ours. It has no group,
 * since ImageJ paints all regions of a group in one colour. The nucleus of a cell is left out.
 */
public final class AnnotationRois {

	private static final String CLASS = "qupath.object.classification";
	private static final String NAME = "qupath.object.name";
	private static final String ID = "qupath.object.id";
	private static final String KIND = "qupath.object.type";
	private static final String MEASUREMENT = "qupath.object.measurements.";
	/** The region's name, where it is not the annotation's own. */
	private static final String DEFAULT_NAME = "qupath.default.roi.name";
	private static final String CLASS_COLOR = "coverslip.classColor";
	private static final String COLOR = "coverslip.color";
	private static final String LOCKED = "coverslip.locked";
	private static final String PROPERTY = "coverslip.property.";
	private static final Set<String> KNOWN =
		Set.of(CLASS, NAME, ID, KIND, DEFAULT_NAME, CLASS_COLOR, COLOR, LOCKED, RoiPlanes.KEY);

	/** The property of an annotation that says to which of ImageJ's groups it belonged. */
	static final String GROUP = "imagej.group";

	/** The property with the text of a text that was written on an image. */
	static final String TEXT = "imagej.text";

	/**
	 * What ImageJ calls regions that have no name, by their slices and places, with a number if there are several
	 * ({@code RoiManager#getLabel} and {@code #getUniqueName}, 1.54p).
	 */
	private static final Pattern NAMED_BY_IMAGEJ = Pattern.compile("\\d{4,}(-\\d{4,}){1,2}(-\\d{1,9})?");

	private AnnotationRois() {}

	/**
	 * An annotation as a region.
	 *
	 * @param annotation
	 *            whose places are pixels of the image, counted from their corners
	 * @return a new object, at the plane of the annotation as ImageJ's files say it
	 */
	public static Roi roi(final Annotation annotation) {
		final Roi roi = RoiGeometry.roi(annotation.geometry());
		roi.setGroup(0); // not the one that new regions get in ImageJ just now
		roi.setFillColor(null);
		final Optional<Classification> classification = annotation.classification();
		roi.setName(annotation.name().or(() -> classification.map(Classification::name)).orElse(null));
		final boolean hasColor = annotation.color().isPresent() || classification.isPresent();
		roi.setStrokeColor(hasColor ? new Color(annotation.shownColor(0)) : null);
		final RoiProperties properties = new RoiProperties(roi);
		annotation.properties().forEach((key, value) -> {
			if (KNOWN.contains(key) || key.startsWith(MEASUREMENT) || key.startsWith(PROPERTY))
				properties.set(PROPERTY + key, value);
			else properties.set(key, value);
		});
		annotation.measurements()
			.forEach((name, value) -> properties.setStored(measurementKey(name), value.toString()));
		annotation.name().ifPresent(name -> properties.setStored(NAME, name));
		classification.ifPresent(known -> {
			properties.setStored(CLASS, known.name());
			known.color().ifPresent(rgb -> properties.setStored(CLASS_COLOR, hex(rgb)));
			if (annotation.name().isEmpty()) properties.setStored(DEFAULT_NAME, known.name());
		});
		annotation.color().ifPresent(rgb -> properties.setStored(COLOR, hex(rgb)));
		annotation.id().ifPresent(id -> properties.setStored(ID, id));
		if (annotation.kind() != ObjectKind.ANNOTATION)
			properties.setStored(KIND, annotation.kind().name().toLowerCase(Locale.ROOT));
		if (annotation.isLocked()) properties.setStored(LOCKED, "true");
		RoiPlanes.write(annotation.plane(), roi);
		return roi;
	}

	/** As QuPath has it, a blank is a line below. */
	private static String measurementKey(final String name) {
		return MEASUREMENT + RoiProperties.escapedInKey(name.replace(' ', '\0')).replace("_", "%5F").replace("%00",
			"_");
	}

	private static String hex(final int rgb) {
		return String.format("#%06x", rgb);
	}

	/**
	 * A region as an annotation.
	 *
	 * @param remarks
	 *            is told what was not understood
	 * @return with places in pixels of the image, counted from their corners, on the plane that the region says as
	 *         ImageJ's files say it
	 * @throws IllegalArgumentException
	 *             if it has no point
	 */
	public static Annotation annotation(final Roi roi, final Remarks remarks) {
		final Annotation.Builder annotation = Annotation.builder(RoiGeometry.geometry(roi)).plane(RoiPlanes.read(roi));
		final RoiProperties properties = new RoiProperties(roi);
		for (final String key : properties.storedKeys()) {
			final String value = properties.get(key).orElse("");
			if (key.startsWith(MEASUREMENT)) measurement(annotation, properties, key, value);
			else if (key.startsWith(PROPERTY))
				annotation.property(properties.decoded(key.substring(PROPERTY.length())), value);
			else if (!KNOWN.contains(key)) annotation.property(properties.decoded(key), value);
		}
		final Optional<Classification> classification = properties.get(CLASS).filter(name -> !name.isBlank())
			.map(name -> new Classification(name, rgb(properties, CLASS_COLOR)));
		annotation.classification(classification.orElse(null));
		annotation.name(name(roi.getName(), properties, classification.map(Classification::name)));
		color(roi, properties, classification).ifPresent(annotation::color);
		annotation.id(properties.get(ID).orElse(null));
		annotation.locked(properties.get(LOCKED).isPresent());
		properties.get(KIND).ifPresent(word -> annotation.kind(kind(word, remarks)));
		if (roi.getGroup() > 0) annotation.property(GROUP, String.valueOf(roi.getGroup()));
		if (roi instanceof TextRoi text) annotation.property(TEXT, text.getText().strip());
		return annotation.build();
	}

	private static void measurement(final Annotation.Builder annotation, final RoiProperties properties,
		final String key, final String value)
	{
		final String name = properties.decoded(key.substring(MEASUREMENT.length()).replace('_', ' '));
		try {
			annotation.measurement(name, Double.parseDouble(value));
		}
		catch (final NumberFormatException e) {
			annotation.property(properties.decoded(key), value);
		}
	}

	/** The annotation's own name, unless the region was given another one since. */
	private static String name(final String shown, final RoiProperties properties,
		final Optional<String> classification)
	{
		final Optional<String> own = properties.get(NAME);
		final Optional<String> otherwise = properties.get(DEFAULT_NAME).or(() -> classification);
		if (shown == null || isNamedByImageJ(shown)) return own.orElse(null);
		return otherwise.filter(shown::equals).isPresent() ? own.orElse(null) : shown;
	}

	/** Whether a name is one that ImageJ makes of a region's place. */
	static boolean isNamedByImageJ(final String name) {
		return NAMED_BY_IMAGEJ.matcher(name).matches();
	}

	/** The annotation's own colour, if the region has another one than its class, or had one from the start. */
	private static OptionalInt color(final Roi roi, final RoiProperties properties,
		final Optional<Classification> classification)
	{
		if (roi.getStrokeColor() == null) return OptionalInt.empty();
		final int shown = roi.getStrokeColor().getRGB() & 0xffffff;
		final boolean isOfClass =
			classification.map(Classification::shownColor).filter(rgb -> rgb == shown).isPresent();
		return isOfClass && properties.get(COLOR).isEmpty() ? OptionalInt.empty() : OptionalInt.of(shown);
	}

	private static OptionalInt rgb(final RoiProperties properties, final String key) {
		final Optional<String> text = properties.get(key).filter(hex -> hex.matches("#[0-9a-fA-F]{6}"));
		return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get().substring(1), 16)) : OptionalInt.empty();
	}

	private static ObjectKind kind(final String word, final Remarks remarks) {
		for (final ObjectKind kind : ObjectKind.values())
			if (kind.name().equalsIgnoreCase(word.replaceAll("[ -]", "_"))) return kind;
		remarks.add("the unknown kind of object \"" + word + "\" was taken as an annotation");
		return ObjectKind.ANNOTATION;
	}
}
