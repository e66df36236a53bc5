package org.coverslip.bench;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;

/**
 * Writes a slide that is measured: the sample slide as JPEG of quality 80, 4:2:0, in tiles of 256, as TIFF or Aperio's
 * SVS.
 */
public final class ReferenceSlide {

	private ReferenceSlide() {}

	/** Arguments: file, ending with {@code .tif} or {@code .svs}; width, height. */
	public static void main(final String[] args) throws IOException {
		final int width = Integer.parseInt(args[1]);
		final int height = Integer.parseInt(args[2]);
		final PyramidTiffOptions options = PyramidTiffOptions.builder().compression(Compression.JPEG).quality(80)
			.chromaSubsampling(ChromaSubsampling.BOTH).tileSize(256)
			.dialect(args[0].endsWith(".svs") ? Dialect.SVS : Dialect.PLAIN).build();
		try (Slide slide = SampleSlide.brightField(width, height)) {
			SlideWriter.write(slide.scenes().get(0), Region.ofSize(width, height), options, Path.of(args[0]),
				ProgressListener.NONE);
		}
	}
}
