package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.walk.SlideWriter;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Roi;

/** The region of interest on an overview or crop, written from the slide at full resolution as a pyramidal TIFF. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop ROI to TIFF...", weight = 30.1) },
	description =
		"Writes the region drawn on an image of a slide, at the slide's full resolution, as a pyramidal TIFF.")
public final class CropToTiffCommand extends SlideCommand {

	@Parameter(label = "Image", description = "An overview or crop of a slide with a region of interest.")
	private ImagePlus image;

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions tiff = new SharedOptions(TiffOptions.OF_CROP);

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.tiff(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Roi roi = Rois.on(image);
		Rois.others(image).ifPresent(this::note);
		try (Slide slide = openShownBy(image)) {
			final SlideRoi place = placeOf(image, slide);
			SlideWriter.write(PlaneOptions.scene(slide, place.place().scene()), place.region0(roi),
				TiffOptions.of(tiff.values(), slide).build(),
				Targets.checked(target().orElseThrow(), slide, tiff.values()), progress);
		}
	}
}
