package org.coverslip.annotation.asap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.XmlHead;

/**
 * The XML of ASAP, the viewer of Radboud University: each annotation is in at most one group, which is its class.
 * <p>
 * ASAP has no holes. A polygon in the group "X_hole" is one in the smallest polygon of the group X that holds it, both
 * when it is read and when it is written. Source: ASAP's own reader, and files that it and others wrote.
 */
public final class AsapFormat implements AnnotationFormat {

	@Override
	public String word() {
		return "asap";
	}

	@Override
	public String name() {
		return "ASAP XML";
	}

	@Override
	public List<String> endings() {
		return List.of("xml");
	}

	@Override
	public Origin origin() {
		return Origin.LEVEL0;
	}

	@Override
	public boolean takesCrossingRings() {
		return true;
	}

	@Override
	public boolean accepts(final AnnotationFile file) {
		return XmlHead.of(file).hasRoot("ASAP_Annotations");
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		AsapReader.read(file, remarks, sink);
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		return new AsapWriter(target, remarks);
	}
}
