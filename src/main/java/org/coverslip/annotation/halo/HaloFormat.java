package org.coverslip.annotation.halo;

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
 * The {@code .annotations} of HALO: {@code Annotations/Annotation} is a layer, which is a class, {@code Regions/Region}
 * in it what was drawn, in whole pixels. Source: files of HALO, and what pyhaloxml makes of them.
 */
public final class HaloFormat implements AnnotationFormat {

	@Override
	public String word() {
		return "halo";
	}

	@Override
	public String name() {
		return "HALO annotations";
	}

	@Override
	public List<String> endings() {
		return List.of("annotations");
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
		return LayerDialect.of(file, XmlHead.of(file)) == LayerDialect.HALO;
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		HaloReader.read(file, remarks, sink);
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		return new HaloWriter(target, remarks);
	}
}
