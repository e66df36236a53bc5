package org.coverslip.annotation.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * DICOM's bulk simple annotations and structured reports of regions, as highdicom writes them; read only. Pixels are
 * those of the image that the file refers to, which is taken for level 0; millimetres need the slide.
 */
public final class DicomAnnotationFormat implements AnnotationFormat {

	/** A place for what has none yet. */
	static final Geometry NOWHERE = Geometry.points(Vertices.of(0, 0));

	private static final String BULK = "1.2.840.10008.5.1.4.1.1.91.1";
	/** Enhanced, Comprehensive and Comprehensive 3D SR. */
	private static final Set<String> REPORTS = Set.of("1.2.840.10008.5.1.4.1.1.88.22",
		"1.2.840.10008.5.1.4.1.1.88.33", "1.2.840.10008.5.1.4.1.1.88.34");

	@Override
	public String word() {
		return "dicom";
	}

	@Override
	public String name() {
		return "DICOM annotations";
	}

	@Override
	public List<String> endings() {
		return List.of();
	}

	@Override
	public Origin origin() {
		return Origin.LEVEL0;
	}

	@Override
	public boolean accepts(final AnnotationFile file) throws IOException {
		if (!DicomParser.isDicom(file.head())) return false;
		try (DicomFiles files = new DicomFiles()) {
			final String kind = DicomParser.parseTo(SOP_CLASS, files, StoredFile.of(file.path())).text(SOP_CLASS);
			return kind.equals(BULK) || REPORTS.contains(kind);
		}
		catch (final SlideFormatException e) {
			return false; // what opens it as a slide says what is wrong
		}
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		try (DicomFiles files = new DicomFiles()) {
			final DicomDataSet data = parsed(file, files);
			final String kind = data.text(SOP_CLASS);
			if (!kind.equals(BULK) && !REPORTS.contains(kind))
				throw new AnnotationFormatException(file.name(), "", "a DICOM object of class " + kind
					+ ", neither bulk simple annotations nor a structured report");
			checkImage(data, frame, remarks);
			if (kind.equals(BULK)) new BulkAnnotations(file.name(), data, frame).read(sink);
			else new ReportRegions(file.name(), frame, remarks).read(data, sink);
		}
	}

	private static DicomDataSet parsed(final AnnotationFile file, final DicomFiles files) throws IOException {
		try {
			return DicomParser.parse(files, StoredFile.of(file.path()));
		}
		catch (final SlideFormatException e) {
			throw new AnnotationFormatException(file.name(), e.offset() < 0 ? "" : "byte " + e.offset(),
				"expected " + e.expected() + ", found " + e.found(), e);
		}
	}

	/** What is in pixels of a smaller level would lie elsewhere. */
	private static void checkImage(final DicomDataSet data, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		final String known = frame.dicom().map(place -> place.instance()).orElse("");
		final List<DicomDataSet> images = data.items(REFERENCED_IMAGES);
		if (known.isEmpty() || images.isEmpty() || data.text(COORDINATE_TYPE).equals("3D")) return;
		for (final DicomDataSet image : images)
			if (image.text(REFERENCED_INSTANCE).equals(known)) return;
		remarks.add("the file refers to another image than the slide's finest level, whose pixels were taken to be "
			+ "meant");
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks) {
		throw new IllegalArgumentException("DICOM annotations are read only; choose another format");
	}

	/** A measurement's name with its unit by the code of UCUM; numbers without a unit have 1, or one in braces. */
	static String withUnit(final String name, final String unit) {
		return unit.isBlank() || unit.equals("1") || unit.startsWith("{") ? name : name + " " + unit;
	}
}
