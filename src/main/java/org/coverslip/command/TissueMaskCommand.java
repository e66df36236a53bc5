package org.coverslip.command;

import java.io.IOException;

import org.coverslip.export.mask.TissueMask;
import org.coverslip.imagej.MaskImagePlus;
import org.coverslip.option.MaskOptions;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Where a slide shows tissue, as an ImageJ mask with the tissue's outline as its region of interest. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Tissue Mask...", weight = 50) },
	description =
		"Finds the tissue on a slide: a mask that knows its place on the slide, and the outline as its region of "
			+ "interest.")
public final class TissueMaskCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, required = false)
	private SharedOptions what =
		new SharedOptions(OptionTable.of(PlaneOptions.SCENE, RegionOptions.REGION.help(
			RegionOptions.REGION.help() + " Tissue is told from glass by all of the scene."), PlaneOptions.Z,
			PlaneOptions.T).and(MaskOptions.ALL));

	@Parameter(label = "Mask", type = ItemIO.OUTPUT)
	private ImagePlus image;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final OptionValues values = what.values();
			final Scene from = PlaneOptions.scene(slide, values);
			final TissueMask mask = TissueMask.of(from, from.focalPlane(values.get(PlaneOptions.Z)),
				values.get(PlaneOptions.T), MaskOptions.of(values), progress)
				.within(RegionOptions.of(from, values));
			image = MaskImagePlus.of(slide, PlaneOptions.sceneNumber(slide, values), "tissue", mask.picture(),
				mask.bytes());
		}
	}
}
