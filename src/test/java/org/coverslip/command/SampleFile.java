package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;

/** Small slides as files, for tests of what works on files. */
public final class SampleFile {

	public static final int WIDTH = 1100;
	public static final int HEIGHT = 700;

	private SampleFile() {}

	/** A bright-field slide with label, macro and thumbnail, without loss. */
	public static Path brightField(final Path target) throws IOException {
		return brightField(Dialect.UNIVERSAL, target);
	}

	/** The bright-field slide in another dialect. */
	public static Path brightField(final Dialect dialect, final Path target) throws IOException {
		try (Slide sample = SampleSlide.brightField(WIDTH, HEIGHT)) {
			final PyramidTiffOptions options = PyramidTiffOptions.builder().compression(Compression.LZW)
				.dialect(dialect)
				.associatedImages(sample.associatedImages()).build();
			SlideWriter.write(sample.scenes().get(0), sample.scenes().get(0).level(0).region(), options, target,
				ProgressListener.NONE);
		}
		return target;
	}
}
