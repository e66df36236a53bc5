package org.coverslip.command;

import ij.ImagePlus;
import ij.gui.Roi;

/** What users have drawn. */
final class Rois {

	private Rois() {}

	/**
	 * The region of interest on an image.
	 *
	 * @throws IllegalArgumentException
	 *             if there is none
	 */
	static Roi on(final ImagePlus image) {
		final Roi roi = image.getRoi();
		if (roi == null)
			throw new IllegalArgumentException("there is no region on " + image.getTitle() + "; draw one first");
		return roi;
	}
}
