package org.coverslip.annotation.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.dicom.DicomDataSet;

/**
 * Reads Microscopy Bulk Simple Annotations (PS3.3 C.37): groups of annotations of one type, whose coordinates lie one
 * after the other. For one thread.
 */
final class BulkAnnotations {

	private final String file;
	private final DicomDataSet data;
	private final Graphics graphics;

	/** A group, with all that its annotations have in common. */
	private record Group(int number, String type, int dimensions, boolean is3d, NumberList points, NumberList index,
		Annotation like, List<Measured> measured)
	{

		/** From which coordinate on an annotation's lie, from 0. */
		long start(final long annotation, final long count) throws IOException {
			final int fixed = fixedPoints(type);
			if (fixed > 0) return annotation * fixed * dimensions;
			return annotation < count ? index.whole(annotation) - 1 : points.count();
		}
	}

	/** What was measured of some annotations of a group, in their order. */
	private static final class Measured {

		private final String name;
		private final NumberList values;
		private final NumberList of;
		private long next;

		Measured(final String name, final NumberList values, final NumberList of) {
			this.name = name;
			this.values = values;
			this.of = of;
		}

		/** The value of an annotation, from 0; NaN if there is none. */
		double value(final long annotation) throws IOException {
			if (of.count() == 0) return annotation < values.count() ? values.real(annotation) : Double.NaN;
			while (next < of.count() && of.whole(next) - 1 < annotation)
				next++;
			return next < Math.min(of.count(), values.count()) && of.whole(next) - 1 == annotation ? values.real(next)
				: Double.NaN;
		}
	}

	BulkAnnotations(final String file, final DicomDataSet data, final SlideFrame frame) {
		this.file = file;
		this.data = data;
		graphics = new Graphics(file, frame.dicom());
	}

	private static int fixedPoints(final String type) {
		return switch (type) {
			case "POINT" -> 1;
			case "RECTANGLE", "ELLIPSE" -> 4;
			default -> 0;
		};
	}

	void read(final AnnotationSink sink) throws IOException {
		final String coordinates = data.text(COORDINATE_TYPE);
		if (!coordinates.equals("2D") && !coordinates.equals("3D"))
			throw new AnnotationFormatException(file, "", "coordinates of the type \"" + coordinates
				+ "\", which is neither 2D nor 3D");
		if (data.text(PIXEL_ORIGIN).equals("FRAME"))
			throw new AnnotationFormatException(file, "", "coordinates within single frames, not on the whole image");
		int number = 0;
		for (final DicomDataSet group : data.items(ANNOTATION_GROUPS))
			readGroup(group(++number, group, coordinates.equals("3D")), group.number(ANNOTATION_COUNT, 0), sink);
	}

	private Group group(final int number, final DicomDataSet group, final boolean is3d) throws IOException {
		final String meaning = meaning(group, PROPERTY_TYPE);
		final String category = meaning(group, PROPERTY_CATEGORY);
		final int[] lab = group.words(CIELAB);
		final OptionalInt color = lab.length == 3 ? OptionalInt.of(LabColor.rgb(lab)) : OptionalInt.empty();
		final Annotation.Builder like = Annotation.builder(DicomAnnotationFormat.NOWHERE)
			.name(group.text(GROUP_LABEL));
		if (!meaning.isBlank()) like.classification(new Classification(meaning, color));
		else if (color.isPresent()) like.color(color.getAsInt());
		if (!category.isBlank()) like.property("Category", category);
		final boolean isDouble = group.has(DOUBLE_POINT_COORDINATES);
		return new Group(number, group.text(GRAPHIC_TYPE), is3d && !group.has(COMMON_Z) ? 3 : 2, is3d,
			new NumberList(group, isDouble ? DOUBLE_POINT_COORDINATES : POINT_COORDINATES,
				isDouble ? Double.BYTES : Float.BYTES),
			new NumberList(group, POINT_INDEX, Integer.BYTES), like.build(), measured(group));
	}

	private static List<Measured> measured(final DicomDataSet group) throws IOException {
		final List<Measured> all = new ArrayList<>();
		for (final DicomDataSet one : group.items(MEASUREMENTS)) {
			final String name = meaning(one, CONCEPT_NAME);
			final List<DicomDataSet> units = one.items(MEASUREMENT_UNITS);
			final String unit = units.isEmpty() ? "" : units.get(0).text(CODE_VALUE);
			for (final DicomDataSet values : one.items(MEASUREMENT_VALUES))
				all.add(new Measured(DicomAnnotationFormat.withUnit(name, unit),
					new NumberList(values, FLOATING_VALUES, Float.BYTES),
					new NumberList(values, ANNOTATION_INDEX, Integer.BYTES)));
		}
		return all;
	}

	private static String meaning(final DicomDataSet in, final int sequence) throws IOException {
		final List<DicomDataSet> codes = in.items(sequence);
		return codes.isEmpty() ? "" : codes.get(0).text(CODE_MEANING);
	}

	private void readGroup(final Group group, final long count, final AnnotationSink sink) throws IOException {
		if (count == 0) throw new AnnotationFormatException(file, "group " + group.number,
			"it does not say how many annotations it has (NumberOfAnnotations)");
		final int fixed = fixedPoints(group.type);
		final long stated = fixed > 0 ? group.points.count() / fixed / group.dimensions : group.index.count();
		if (stated < count)
			throw new AnnotationFormatException(file, "group " + group.number, "coordinates of " + stated
				+ " annotations, not of " + count);
		for (long i = 0; i < count; i++) {
			final String at = "group " + group.number + ", annotation " + (i + 1);
			final long start = group.start(i, count);
			final long end = group.start(i + 1, count);
			if (start < 0 || end > group.points.count() || end < start || (end - start) % group.dimensions != 0)
				throw new AnnotationFormatException(file, at, "coordinates " + (start + 1) + " to " + end + " of "
					+ group.points.count());
			graphics.clear();
			for (long k = start; k < end; k += group.dimensions)
				if (group.is3d) graphics.addMillimetres(group.points.real(k), group.points.real(k + 1));
				else graphics.add(group.points.real(k), group.points.real(k + 1));
			final Annotation.Builder b = group.like.with().geometry(graphics.geometry(group.type, false, at));
			for (final Measured one : group.measured) {
				final double value = one.value(i);
				if (!Double.isNaN(value)) b.measurement(one.name, value);
			}
			sink.put(b.build());
		}
	}
}
