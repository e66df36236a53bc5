package org.coverslip.app;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;

/** Writes slides for scripts, {@code FOLDER [COUNT SIDE]...}: JPEG in tiles of 256, each wider than the one before. */
final class MadeSlides {

	private static final int STEP = 97;

	private MadeSlides() {}

	public static void main(final String[] args) throws IOException {
		int number = 0;
		for (int i = 1; i + 1 < args.length; i += 2)
			for (int k = 0; k < Integer.parseInt(args[i]); k++) {
				final int side = Integer.parseInt(args[i + 1]);
				try (Slide slide = SampleSlide.brightField(side + STEP * k, side)) {
					SlideWriter.write(slide.scenes().get(0),
						PyramidTiffOptions.builder().compression(Compression.JPEG).build(),
						Path.of(args[0], "slide" + ++number + ".tif"), ProgressListener.NONE);
				}
			}
	}
}
