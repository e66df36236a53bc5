package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.export.ProgressListener;
import org.coverslip.export.PyramidTiffWriter;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/** The sample slide as a file, laid out as an Aperio scanner does it. */
final class DrawnSlide {

	private DrawnSlide() {}

	/** Draws the slide and writes it. */
	static Path write(final Path target, final ProgressListener progress) throws IOException {
		try (Slide sample = SampleSlide.brightField()) {
			final Scene scene = sample.scenes().get(0);
			PyramidTiffWriter.write(scene, scene.level(0).region(), TiffOptions.builder("jpeg", 80, 256, "svs")
				.associatedImages(sample.associatedImages()).build(), target, progress);
		}
		return target;
	}
}
