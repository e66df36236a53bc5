package org.coverslip.command;

import org.coverslip.bdv.OpenWindows;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.WantedScale;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Parameter;

/** What the commands share that crop a box of BigDataViewer. */
abstract class BoxCropCommand extends SlideCommand {

	@Parameter(persist = false, label = "Box", required = false,
		description = "x,y,width,height in micrometres as BigDataViewer shows them; left out to draw it.")
	private String box = "";

	@Parameter(persist = false, required = false)
	private SharedOptions scale = new SharedOptions(ScaleOptions.OF_IMAGE);

	@Parameter(required = false)
	private ObjectService objects;

	/** What is cropped; lets the user draw it if need be. */
	final BoxCrop place(final String title) {
		return BoxCrop.of(new OpenWindows(objects).required(), box, title);
	}

	final WantedScale scale() {
		return ScaleOptions.of(scale.values());
	}

	final boolean isFullResolution() {
		return scale().equals(WantedScale.level(0));
	}
}
