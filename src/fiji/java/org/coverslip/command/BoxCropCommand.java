package org.coverslip.command;

import org.coverslip.bdv.OpenWindows;
import org.coverslip.slide.WantedScale;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Parameter;

/** What the commands share that crop a box of BigDataViewer. */
abstract class BoxCropCommand extends SlideCommand {

	@Parameter(persist = false, label = "Box", required = false,
		description = "x,y,width,height in micrometres as BigDataViewer shows them; left out to draw it.")
	private String box = "";

	@Parameter(persist = false, label = "Level", min = "0", description = "Number of the level; 0 is the finest.")
	private int level;

	@Parameter(persist = false, label = "Pixel size (\u00b5m)", min = "0",
		description = "Micrometres per pixel of the crop, instead of a level; 0 for the level.")
	private double pixelSize;

	@Parameter(persist = false, label = "Magnification", min = "0",
		description = "Magnification of the crop, for instance 10, instead of a level; 0 for the level.")
	private double magnification;

	@Parameter(required = false)
	private ObjectService objects;

	/** What is cropped; lets the user draw it if need be. */
	final BoxCrop place(final String title) {
		return BoxCrop.of(new OpenWindows(objects).required(), box, title);
	}

	final WantedScale scale() {
		return Scales.of(level, pixelSize, magnification);
	}

	final boolean isFullResolution() {
		return level == 0 && pixelSize == 0 && magnification == 0;
	}
}
