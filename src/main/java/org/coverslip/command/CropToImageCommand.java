package org.coverslip.command;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Roi;

/** The region of interest on an overview or crop, read from the slide at full resolution or any other. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop ROI to Image...", weight = 30) },
	description =
		"Reads the region drawn on an image of a slide from the slide, at a level, pixel size or magnification.")
public final class CropToImageCommand extends SlideCommand {

	@Parameter(label = "Image", description = "An overview or crop of a slide with a region of interest.")
	private ImagePlus image;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(ScaleOptions.OF_IMAGE.and(PlaneOptions.OF_STACK));

	@Parameter(label = "Crop", type = ItemIO.OUTPUT)
	private ImagePlus crop;

	@Override
	public Optional<SlideOutline> outline(final String file, final String region) {
		try (Slide slide = SlideFiles.shownBy(image)) {
			final SlideRoi place = placeOf(image, slide);
			final Region wanted = image.getRoi() == null ? null : place.region0(image.getRoi());
			return Optional.of(SlideOutline.of(slide, wanted).only(place.place().scene()));
		}
		catch (final IOException | RuntimeException e) {
			return Optional.empty(); // the command says why
		}
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Roi roi = Rois.on(image);
		Rois.others(image).ifPresent(this::note);
		try (Slide slide = openShownBy(image)) {
			final SlideRoi place = placeOf(image, slide);
			final OptionValues values = what.values();
			crop = new RoiCrops(slide, image, place, ScaleOptions.of(values), Optional.empty(), values)
				.image(roi, roi.getName() == null ? "" : roi.getName(), progress);
			SlideImagePlus.rounding(crop).ifPresent(this::note);
		}
	}
}
