package org.coverslip.annotation.imagescope;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.LayerDialect;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.XmlHead;

/**
 * The XML of Aperio ImageScope: {@code Annotations/Annotation} is a layer, {@code Regions/Region} in it what was drawn.
 * <p>
 * A layer is a class, its name that of the class; one without a name is "Layer 2" if it is the second, as ImageScope
 * shows it, and such a class becomes a layer without a name again. Source: files of ImageScope 12, and of programs that
 * write for it.
 */
public final class ImageScopeFormat implements AnnotationFormat {

	@Override
	public String word() {
		return "imagescope";
	}

	@Override
	public String name() {
		return "Aperio ImageScope XML";
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
		return LayerDialect.of(file, XmlHead.of(file)) == LayerDialect.IMAGESCOPE;
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		ImageScopeReader.read(file, remarks, sink);
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		return new ImageScopeWriter(target, frame, remarks);
	}
}
