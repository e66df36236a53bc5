package org.coverslip.command;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

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

	/**
	 * The region of a name in the ROI Manager, also where a macro has one that is not seen.
	 *
	 * @throws IllegalArgumentException
	 *             if there is none, or more than one
	 */
	static Roi named(final String name) {
		final RoiManager manager = RoiManager.getInstance2();
		final List<Roi> named = new ArrayList<>();
		if (manager != null) for (int i = 0; i < manager.getCount(); i++)
			if (name.equals(manager.getName(i))) named.add(manager.getRoi(i));
		if (named.isEmpty())
			throw new IllegalArgumentException("there is no region \"" + name + "\" in the ROI Manager");
		if (named.size() > 1) throw new IllegalArgumentException(
			"there are " + named.size() + " regions \"" + name + "\" in the ROI Manager");
		return named.get(0);
	}
}
