package org.coverslip.annotation.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.dicom.DicomDataSet;

/**
 * Reads the regions of a structured report: each container with coordinates in it, which TID 1500 calls a measurement
 * group, is an annotation. For one thread.
 */
final class ReportRegions {

	/** Codes of the concepts (DCM and SRT/SCT of PS3.16). */
	private static final String FINDING = "121071";
	private static final String TRACKING_NAME = "112039";
	private static final String TRACKING_UID = "112040";

	private final Graphics graphics;
	private final Remarks remarks;
	private int number;

	ReportRegions(final String file, final SlideFrame frame, final Remarks remarks) {
		graphics = new Graphics(file, frame.dicom());
		this.remarks = remarks;
	}

	/** Reads what is in a container, and in those within it. */
	void read(final DicomDataSet container, final AnnotationSink sink) throws IOException {
		final List<DicomDataSet> content = container.items(CONTENT);
		final List<Geometry> regions = new ArrayList<>();
		addRegions(content, regions);
		if (!regions.isEmpty()) put(content, regions, sink);
		for (final DicomDataSet item : content)
			if (item.text(VALUE_TYPE).equals("CONTAINER")) read(item, sink);
	}

	private void addRegions(final List<DicomDataSet> content, final List<Geometry> regions) throws IOException {
		for (final DicomDataSet item : content) {
			final String type = item.text(VALUE_TYPE);
			if (type.equals("SCOORD") || type.equals("SCOORD3D"))
				regions.add(geometry(item, type.equals("SCOORD3D") ? 3 : 2));
			else if (type.equals("NUM")) addRegions(item.items(CONTENT), regions);
		}
	}

	private Geometry geometry(final DicomDataSet item, final int dimensions) throws IOException {
		final byte[] bytes = item.bytes(GRAPHIC_DATA);
		final ByteBuffer in = ByteBuffer.wrap(bytes).order(item.order());
		graphics.clear();
		while (in.remaining() >= dimensions * Float.BYTES) {
			final double x = in.getFloat();
			final double y = in.getFloat();
			if (dimensions == 3) {
				in.getFloat();
				graphics.addMillimetres(x, y);
			}
			else graphics.add(x, y);
		}
		return graphics.geometry(item.text(GRAPHIC_TYPE), true, "region " + ++number);
	}

	private void put(final List<DicomDataSet> content, final List<Geometry> regions, final AnnotationSink sink)
		throws IOException
	{
		final Annotation.Builder b = Annotation.builder(regions.get(0));
		for (final DicomDataSet item : content) {
			final DicomDataSet concept = first(item, CONCEPT_NAME);
			final String code = concept == null ? "" : concept.text(CODE_VALUE);
			final String name = concept == null ? "" : concept.text(CODE_MEANING);
			switch (item.text(VALUE_TYPE)) {
				case "TEXT" -> {
					if (code.equals(TRACKING_NAME)) b.name(item.text(TEXT_VALUE));
					else if (!name.isBlank()) b.property(name, item.text(TEXT_VALUE));
				}
				case "UIDREF" -> {
					if (code.equals(TRACKING_UID)) b.id(item.text(UID));
				}
				case "CODE" -> {
					final DicomDataSet value = first(item, CONCEPT_CODE);
					final String meaning = value == null ? "" : value.text(CODE_MEANING);
					if (code.equals(FINDING) && !meaning.isBlank()) b.classification(new Classification(meaning));
					else if (!meaning.isBlank() && !name.isBlank()) b.property(name, meaning);
				}
				case "NUM" -> measure(item, name, b);
				default -> {}
			}
		}
		for (final Geometry geometry : together(regions))
			sink.put(b.geometry(geometry).build());
	}

	private static DicomDataSet first(final DicomDataSet in, final int sequence) {
		final List<DicomDataSet> items = in.items(sequence);
		return items.isEmpty() ? null : items.get(0);
	}

	private static void measure(final DicomDataSet item, final String name, final Annotation.Builder b)
		throws IOException
	{
		final DicomDataSet measured = first(item, MEASURED_VALUE);
		if (measured == null || name.isBlank()) return;
		final DicomDataSet unit = first(measured, MEASUREMENT_UNITS);
		final String key = DicomAnnotationFormat.withUnit(name, unit == null ? "" : unit.text(CODE_VALUE));
		measured.decimal(NUMERIC_VALUE, 0).ifPresent(value -> b.measurement(key, value));
	}

	/** Areas of one group are parts of one; other geometries are annotations of their own. */
	private List<Geometry> together(final List<Geometry> regions) {
		if (regions.size() == 1) return regions;
		if (!regions.stream().allMatch(each -> each.kind().isArea())) {
			remarks.add("regions of a group that are not areas became annotations of their own");
			return regions;
		}
		final List<Polygon> polygons = new ArrayList<>();
		regions.forEach(each -> polygons.addAll(each.polygons()));
		return List.of(Geometry.polygons(polygons));
	}
}
