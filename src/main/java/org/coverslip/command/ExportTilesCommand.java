package org.coverslip.command;

import org.coverslip.export.TissueOptions;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide, or a region of it, cut into image files in columns and rows, without those that show nothing. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export Tiles...", weight = 6.2) },
	description =
		"Cuts a slide into image files in columns and rows, leaving out empty ones, with a table and a picture of "
			+ "what was kept.")
public final class ExportTilesCommand extends TileParameters {

	@Parameter(persist = false, label = "Mask downsample", min = "1",
		description = "Level-0 pixels per pixel of the mask that finds tissue.")
	private double maskDownsample = TissueOptions.DEFAULT.downsample();

	@Parameter(persist = false, label = "Saturation", min = "0", max = "254",
		description = "Tissue is more saturated than this, of 255; 0 to find the limit by Otsu's method.")
	private int saturation = TissueOptions.DEFAULT.saturation();

	@Parameter(persist = false, label = "Smallest tissue", min = "0",
		description = "Tissue of fewer pixels of the mask is removed from it.")
	private int speck = TissueOptions.DEFAULT.speck();

	@Parameter(persist = false, label = "Smallest hole", min = "0",
		description = "Holes of fewer pixels of the mask are filled.")
	private int hole = TissueOptions.DEFAULT.hole();

	@Override
	TissueOptions mask() {
		return new TissueOptions(maskDownsample, saturation, speck, hole);
	}
}
