package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.TissueMask;
import org.coverslip.export.TissueOptions;
import org.coverslip.imagej.MaskImagePlus;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Where a slide shows tissue, as an ImageJ mask with the tissue's outline as its region of interest. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Tissue Mask...", weight = 6.3) },
	description =
		"Finds the tissue on a slide: a mask that knows its place on the slide, and the outline as its region of "
			+ "interest.")
public final class TissueMaskCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Scene", min = "0", description = "Number of the scene.")
	private int scene;

	@Parameter(persist = false, label = "Focal plane", min = "-1",
		description = "Number of the focal plane; -1 for the one in focus.")
	private int z = -1;

	@Parameter(persist = false, label = "Time point", min = "0", description = "Number of the time point.")
	private int t;

	@Parameter(persist = false, label = "Mask downsample", min = "1",
		description = "Level-0 pixels per pixel of the mask.")
	private double maskDownsample = TissueOptions.DEFAULT.downsample();

	@Parameter(persist = false, label = "Saturation", min = "0", max = "254",
		description = "Tissue is more saturated than this, of 255; 0 to find the limit by Otsu's method.")
	private int saturation = TissueOptions.DEFAULT.saturation();

	@Parameter(persist = false, label = "Smallest tissue", min = "0",
		description = "Tissue of fewer pixels of the mask is removed.")
	private int speck = TissueOptions.DEFAULT.speck();

	@Parameter(persist = false, label = "Smallest hole", min = "0",
		description = "Holes of fewer pixels of the mask are filled.")
	private int hole = TissueOptions.DEFAULT.hole();

	@Parameter(label = "Mask", type = ItemIO.OUTPUT)
	private ImagePlus image;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final Scene from = Scenes.get(slide, scene);
			final TissueMask mask =
				TissueMask.of(from, from.focalPlane(z), t, new TissueOptions(maskDownsample, saturation, speck, hole),
				progress);
			image = MaskImagePlus.of(slide, scene, "tissue", mask.picture(), mask.bytes());
		}
	}
}
