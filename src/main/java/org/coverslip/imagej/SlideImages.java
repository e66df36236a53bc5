package org.coverslip.imagej;

import java.io.IOException;

import org.coverslip.api.SlideReader;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

import ij.ImagePlus;

/** Slides of the programming interface, {@code org.coverslip.api}, as ImageJ images. */
public final class SlideImages {

	private static final OptionTable OPTIONS = OptionTable.of(PlaneOptions.SCENE, RegionOptions.REGION)
		.and(ScaleOptions.ALL).and(ScaleOptions.OUT_WIDTH, ScaleOptions.OUT_HEIGHT).and(PlaneOptions.OF_STACK);

	private SlideImages() {}

	/**
	 * A region at a scale with its channels, focal planes and times, calibrated, as {@link SlideImagePlus} makes
	 * it.
	 *
	 * @param slide
	 *            open until this returns; the image has its pixels in memory
	 * @param options
	 *            {@code scene=}, {@code region=} and one scale, as of {@link SlideReader#view(String)}, and
	 *            {@code channel=}, {@code z=} and {@code t=} as of the command <i>Open Slide</i>; without any, it is
	 *            all of level 0 of the first scene
	 * @return not shown in a window
	 * @throws IllegalArgumentException
	 *             with one sentence, if an option is unknown or not possible, or the image would be too large
	 */
	public static ImagePlus imagePlus(final SlideReader slide, final String options) throws IOException {
		final OptionValues values = OPTIONS.parse(options);
		final int scene = PlaneOptions.sceneNumber(slide.engine(), values);
		final Scene from = slide.scene(scene).engine();
		final SlideImageRequest request = SlideImageRequest.at(ScaleOptions.of(values))
			.region(RegionOptions.of(from, values)).channels(PlaneOptions.channels(from, values))
			.z(PlaneOptions.zRange(from, values)).t(PlaneOptions.tRange(from, values))
			.size(values.get(ScaleOptions.OUT_WIDTH), values.get(ScaleOptions.OUT_HEIGHT));
		return new SlideImagePlus(slide.engine(), scene, TileCache.shared()).read(request);
	}
}
