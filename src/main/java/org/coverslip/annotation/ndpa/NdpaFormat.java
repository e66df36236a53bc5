package org.coverslip.annotation.ndpa;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.XmlHead;

/**
 * The {@code .ndpa} beside a slide of Hamamatsu: nanometres from the middle of the glass, so that size, pixel size and
 * place of the slide must be known.
 * <p>
 * NDP.view has no holes: a region titled "clear" is one in the smallest region before it that holds it, both when it is
 * read and when it is written. It has no classes either; what Coverslip writes names one in the details. Source: what
 * ASAP and scripts of users read and write.
 */
public final class NdpaFormat implements AnnotationFormat {

	@Override
	public String word() {
		return "ndpa";
	}

	@Override
	public String name() {
		return "Hamamatsu NDPA";
	}

	@Override
	public List<String> endings() {
		return List.of("ndpa");
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
		final XmlHead head = XmlHead.of(file);
		return head.hasRoot("annotations") && (head.has(element -> element.name().equals("ndpviewstate"))
			|| file.name().toLowerCase(Locale.ROOT).endsWith(".ndpa"));
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		NdpaReader.read(file, frame, remarks, sink);
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		return new NdpaWriter(target, frame, remarks);
	}
}
