package org.coverslip.command;

import java.awt.Dimension;
import java.io.IOException;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.option.PlaneOptions;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

import ij.IJ;
import ij.ImagePlus;

/** Whole scenes at a size that fits the screen. */
final class Overviews {

	private static final int WITHOUT_SCREEN = 1024;

	/** What windows, menus and ImageJ itself take of the screen. */
	private static final int BORDER = 200;

	private Overviews() {}

	/**
	 * An overview, not shown in a window.
	 *
	 * @param longestSide
	 *            in pixels; 0 for what fits the screen
	 */
	static ImagePlus of(final Slide slide, final int scene, final int longestSide) throws IOException {
		PlaneOptions.scene(slide, scene);
		return new SlideImagePlus(slide, scene, TileCache.shared())
			.overview(longestSide > 0 ? longestSide : fittingTheScreen());
	}

	private static int fittingTheScreen() {
		final Dimension screen = IJ.getScreenSize();
		final int side = Math.min(screen.width, screen.height) - BORDER;
		return side > 0 ? side : WITHOUT_SCREEN;
	}
}
