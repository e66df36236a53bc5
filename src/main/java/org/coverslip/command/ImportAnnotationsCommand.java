package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
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
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Annotations of a slide onto one of its images, each in its place. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Import Annotations...", weight = 45.1) },
	description = "Puts the annotations of a slide into the ROI Manager and the overlay of the active image of it.")
public final class ImportAnnotationsCommand extends SlideCommand {

	@Parameter(label = "Image", description = "An overview or crop of the slide, at any scale.")
	private ImagePlus image;

	@Parameter(persist = false, label = "Annotations", style = "open", description = "The file of annotations to read.")
	private File annotations;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(AnnotationImport.INTO, AnnotationOptions.CLASSES,
		AnnotationOptions.FROM, AnnotationOptions.ORIGIN);

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = what.values();
		final Remarks remarks = new Remarks();
		try (Slide slide = openShownBy(image)) {
			final SlideRoi place = placeOf(image, slide);
			final Scene scene = PlaneOptions.scene(slide, place.place().scene());
			final AnnotationFile file = AnnotationFile.of(annotations.toPath()).watched(progress);
			final Optional<AnnotationFormat> named = KnownAnnotationFormats.ofWord(values.get(AnnotationOptions.FROM));
			final AnnotationFormat format = named.isPresent() ? named.get() : AnnotationFiles.formatOf(file);
			final AnnotationImport all =
				new AnnotationImport(file, new ImageAnnotations(image, place, scene, remarks), values);
			all.read(format, SlideFrame.of(slide, scene), AnnotationOptions.origin(values), remarks);
			result = all.show(image, remarks);
		}
		remarks.sentences().forEach(this::note);
	}
}
