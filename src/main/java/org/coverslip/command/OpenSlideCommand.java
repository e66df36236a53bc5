package org.coverslip.command;

import java.io.IOException;

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

/** A slide, or a region of it, at a level, pixel size or magnification, as a calibrated image. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Open Slide...", weight = 10) },
	description = "Opens a slide, or a region of it, at a level, a pixel size or a magnification.")
public final class OpenSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(OpenedSlideImage.OPTIONS);

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
		image = OpenedSlideImage.read(this, input, bioFormats, what.values(), progress);
	}
}
