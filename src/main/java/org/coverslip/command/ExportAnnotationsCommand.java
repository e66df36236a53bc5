package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.option.CropOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Roi;

/** What is drawn on an image of a slide as annotations of the slide. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export Annotations...", weight = 45.2) },
	description = "Writes the regions of the ROI Manager, overlay or selection as annotations of the slide, for other "
		+ "programs.")
public final class ExportAnnotationsCommand extends SlideCommand {

	@Parameter(label = "Image", description = "An overview or crop of the slide, on which the regions lie.")
	private ImagePlus image;

	@Parameter(persist = false, label = "Annotations", style = "save",
		description = "The file to write; its ending says for which program.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(
		CropOptions.REGIONS.help("All of the ROI Manager, all of the image's overlay, or the selection; auto is the "
			+ "first that has some."),
		AnnotationOptions.TO, AnnotationOptions.ORIGIN, TargetOptions.OVERWRITE);

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public Optional<Path> suggestedTarget() {
		return SlideProvenance.whenRead(image)
			.flatMap(place -> Targets.annotationsOf(new SlideAddress(place.source())));
	}

	@Override
	public Optional<Path> target() {
		final boolean named = KnownAnnotationFormats.ofWord(what.values().get(AnnotationOptions.TO)).isPresent();
		return Optional.of(named ? output.toPath() : Targets.annotations(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = what.values();
		final List<Roi> rois = Rois.drawn(image, values);
		final Remarks remarks = new Remarks();
		try (Slide slide = openShownBy(image)) {
			final Path target = Targets.checked(target().orElseThrow(), slide, values);
			result = new DrawnAnnotations(image, slide, placeOf(image, slide), remarks).write(rois, target, values,
				progress);
		}
		remarks.sentences().forEach(this::note);
	}
}
