package org.coverslip.command;

import java.io.IOException;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A whole scene at a size that fits the screen, on which regions of interest address the slide. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Open Overview...", weight = 10.1) },
	description =
		"Opens a whole slide at a size that fits the screen; a region drawn on it can be cropped at full resolution.")
public final class OpenOverviewCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(PlaneOptions.SCENE, ScaleOptions.LONGEST_SIDE
		.help("Longest side of the overview in pixels; 0 for what fits the screen."));

	@Parameter(persist = false, label = "Read with Bio-Formats", attrs = @Attr(name = CommandParameter.RARE),
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	@Parameter(label = "Overview", type = ItemIO.OUTPUT)
	private ImagePlus image;

	/** It is for slides that are not open yet. */
	@Override
	public void fillFromActiveImage() {}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input, bioFormats)) {
			image = Overviews.of(slide, PlaneOptions.sceneNumber(slide, what.values()),
				what.values().get(ScaleOptions.LONGEST_SIDE));
			SlideImagePlus.rounding(image).ifPresent(this::note);
		}
	}
}
