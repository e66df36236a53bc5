package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.imagej.ImageAnnotations;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

import ij.ImagePlus;
import ij.gui.Roi;

/** What is drawn on an image of a slide, as a file of annotations. */
record DrawnAnnotations(ImagePlus image, Slide slide, SlideRoi place, Remarks remarks) {

	/**
	 * Writes them.
	 *
	 * @param rois
	 *            on the image
	 * @param values
	 *            say the format, else the target's ending does, and from where it counts
	 * @return a sentence that says how many they were
	 */
	String write(final List<Roi> rois, final Path target, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		final Scene scene = PlaneOptions.scene(slide, place.place().scene());
		final AnnotationFormat format = KnownAnnotationFormats.ofWord(values.get(AnnotationOptions.TO))
			.orElseGet(() -> AnnotationFiles.formatFor(target));
		try (AnnotationWriter writer = AnnotationFiles.write(target, format, SlideFrame.of(slide, scene),
			AnnotationOptions.origin(values), remarks))
		{
			new ImageAnnotations(image, place, scene, remarks).write(rois, writer, progress);
		}
		return rois.size() + (rois.size() == 1 ? " annotation" : " annotations") + " written as " + format.name();
	}
}
