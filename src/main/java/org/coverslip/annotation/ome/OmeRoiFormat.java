package org.coverslip.annotation.ome;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationText;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.tiff.TiffFile;

/**
 * The ROIs in an OME-TIFF, or in OME-XML by itself. It is read only: they are written into a pyramid while that is
 * written, by {@link OmeRois}. Source: the OME schemas 2010-06 to 2016-06.
 */
public final class OmeRoiFormat implements AnnotationFormat {

	private final AnnotationText whole;

	/**
	 * @param whole
	 *            the text in the comments that hold what shapes cannot
	 */
	public OmeRoiFormat(final AnnotationText whole) {
		this.whole = whole;
	}

	@Override
	public String word() {
		return "ome";
	}

	@Override
	public String name() {
		return "OME-XML";
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
		final Optional<InputStream> xml = OmeXmlSource.open(file);
		if (xml.isEmpty()) return false;
		try (InputStream text = xml.get()) {
			return OmeXmlSource.hasRois(text);
		}
	}

	/** Whether a file is a TIFF, so that it is the slide that its ROIs are on. */
	public static boolean isInSlide(final AnnotationFile file) {
		return TiffFile.isTiff(file.head());
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		if (!accepts(file)) throw new AnnotationFormatException(file.name(), "", "it has no OME-XML with ROIs");
		OmeRoiReader.read(file, frame, whole, remarks, sink);
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks) {
		throw new IllegalArgumentException("OME-XML is written into a pyramidal TIFF only: convert the slide with the "
			+ "option annotations");
	}
}
