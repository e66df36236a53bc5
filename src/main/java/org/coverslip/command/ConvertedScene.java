package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.ExportOptions;
import org.coverslip.geom.Region;
import org.coverslip.option.DicomOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * A part of a slide that becomes a pyramid, of the kind that the options or the target's name say.
 *
 * @param annotations
 *            what of them is asked for
 */
record ConvertedScene(Slide slide, Scene scene, Region region, Optional<SlideAnnotations> annotations,
	SceneWriting writing)
{

	/**
	 * Writes.
	 *
	 * @param values
	 *            of {@link TiffOptions}, {@link ZarrOptions} and {@link DicomOptions}
	 * @param annotated
	 *            of {@link AnnotatedParts}
	 * @throws IllegalArgumentException
	 *             with one sentence, if options do not go together, or the target is not to be written
	 */
	void write(final Path target, final OptionValues values, final OptionValues annotated,
		final ProgressListener progress) throws IOException
	{
		final boolean parts = AnnotatedParts.areWanted(annotated, annotations.isPresent());
		if (DicomOptions.isWanted(values))
			writeFolder("DICOM", DicomOptions.of(values, slide).build(), target, values, progress);
		else if (ZarrOptions.isZarr(target.toString()))
			writeFolder("OME-Zarr", ZarrOptions.of(values, slide).build(), target, values, progress);
		else {
			final PyramidTiffOptions.Builder options = TiffOptions.of(values, slide);
			if (parts) new AnnotatedParts(annotations.orElseThrow(), slide, scene, region, annotated).write(target,
				options, values, progress);
			else {
				annotations.ifPresent(each -> options.omeAddition(new OmeAnnotations(each, 0, 0, true)));
				writing.write(scene, region, options.build(), Targets.checked(target, slide, values), progress);
			}
		}
	}

	private void writeFolder(final String what, final ExportOptions options, final Path target,
		final OptionValues values, final ProgressListener progress) throws IOException
	{
		if (annotations.isPresent()) throw new IllegalArgumentException("annotations are written into a TIFF, not into "
			+ what + "; leave them out, or write a TIFF");
		writing.write(scene, region, options, Targets.checkedFolder(target, slide, values), progress);
	}
}
