package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.export.walk.SlideWriter;
import org.coverslip.option.TiffOptions;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/** The sample slide as a file, laid out as an Aperio scanner does it. */
public final class DrawnSlide {

	private DrawnSlide() {}

	/** Draws the slide of the default size and writes it. */
	static Path write(final Path target, final ProgressListener progress) throws IOException {
		return write(target, SampleSlide.DEFAULT_WIDTH, SampleSlide.DEFAULT_HEIGHT, progress);
	}

	/**
	 * Draws the slide and writes it.
	 *
	 * @param width
	 *            1 to 1048576 level-0 pixels
	 * @param height
	 *            likewise
	 * @return the target
	 */
	public static Path write(final Path target, final int width, final int height, final ProgressListener progress)
		throws IOException
	{
		try (Slide sample = SampleSlide.brightField(width, height)) {
			final Scene scene = sample.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(),
				TiffOptions
				.of(TiffOptions.OF_SLIDE.parse("compression=jpeg quality=80 dialect=svs levels=mean"), sample).build(),
				target, progress);
		}
		return target;
	}
}
