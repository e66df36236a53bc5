package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * A part of a slide that becomes a pyramid, of the kind that the target's name says.
 *
 * @param annotations
 *            what of them is asked for
 */
record ConvertedScene(Slide slide, Scene scene, Region region, Optional<SlideAnnotations> annotations) {

	/**
	 * Writes.
	 *
	 * @param values
	 *            of {@link TiffOptions} and {@link ZarrOptions}
	 * @param annotated
	 *            of {@link AnnotatedParts}
	 * @throws IllegalArgumentException
	 *             with one sentence, if options do not go together, or the target is not to be written
	 */
	void write(final Path target, final OptionValues values, final OptionValues annotated,
		final ProgressListener progress) throws IOException
	{
		final boolean parts = AnnotatedParts.areWanted(annotated, annotations.isPresent());
		if (ZarrOptions.isZarr(target.toString())) writeZarr(target, values, progress);
		else {
			final PyramidTiffOptions.Builder options = TiffOptions.of(values, slide);
			if (parts) new AnnotatedParts(annotations.orElseThrow(), slide, scene, region, annotated).write(target,
				options, values, progress);
			else {
				annotations.ifPresent(each -> options.omeAddition(new OmeAnnotations(each, 0, 0, true)));
				SlideWriter.write(scene, region, options.build(), Targets.checked(target, slide, values), progress);
			}
		}
	}

	private void writeZarr(final Path target, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		if (annotations.isPresent()) throw new IllegalArgumentException("annotations are written into a TIFF, not into "
			+ "OME-Zarr; leave them out, or choose a name that ends in .tif");
		SlideWriter.write(scene, region, ZarrOptions.of(values, slide).build(), Targets.checked(target, slide, values),
			progress);
	}
}
