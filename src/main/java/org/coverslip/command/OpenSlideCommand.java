package org.coverslip.command;

import java.io.IOException;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.slide.TileCache;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A slide, or a region of it, at a level, pixel size or magnification, as a calibrated image. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Open Slide...", weight = 10) },
	description = "Opens a slide, or a region of it, at a level, a pixel size or a magnification.")
public final class OpenSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(OptionTable.of(PlaneOptions.SCENE).and(ScaleOptions.OF_IMAGE)
		.and(RegionOptions.REGION, ScaleOptions.OUT_WIDTH, ScaleOptions.OUT_HEIGHT).and(PlaneOptions.OF_STACK));

	@Parameter(persist = false, label = "Read with Bio-Formats", attrs = @Attr(name = CommandParameter.RARE),
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	@Parameter(label = "Image", type = ItemIO.OUTPUT)
	private ImagePlus image;

	/** It is for slides that are not open yet. */
	@Override
	public void fillFromActiveImage() {}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input, bioFormats)) {
			final OptionValues values = what.values();
			final Scene from = PlaneOptions.scene(slide, values);
			final SlideImageRequest request = SlideImageRequest.at(ScaleOptions.of(values))
				.region(RegionOptions.of(from, values)).channels(PlaneOptions.channels(from, values))
				.z(PlaneOptions.zRange(from, values)).t(PlaneOptions.tRange(from, values))
				.size(values.get(ScaleOptions.OUT_WIDTH), values.get(ScaleOptions.OUT_HEIGHT));
			image = new SlideImagePlus(slide, PlaneOptions.sceneNumber(slide, values), TileCache.shared())
				.read(request, progress);
			SlideImagePlus.rounding(image).ifPresent(this::note);
		}
	}
}
