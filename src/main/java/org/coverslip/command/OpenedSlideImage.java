package org.coverslip.command;

import java.io.IOException;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.slide.TileCache;

import ij.ImagePlus;

/** A slide, or a region of it, as the image that a user asked for. */
final class OpenedSlideImage {

	/** What of the slide, and at which scale. */
	static final OptionTable OPTIONS = OptionTable.of(PlaneOptions.SCENE).and(ScaleOptions.OF_IMAGE)
		.and(RegionOptions.REGION, ScaleOptions.OUT_WIDTH, ScaleOptions.OUT_HEIGHT).and(PlaneOptions.OF_STACK);

	private OpenedSlideImage() {}

	/**
	 * Reads it.
	 *
	 * @param command
	 *            whose notes say what is not as it was asked for
	 * @param values
	 *            of {@link #OPTIONS}
	 */
	static ImagePlus read(final SlideCommand command, final SlideAddress address, final boolean bioFormats,
		final OptionValues values, final ProgressListener progress) throws IOException
	{
		try (Slide slide = command.open(address, bioFormats)) {
			final Scene from = PlaneOptions.scene(slide, values);
			final SlideImageRequest request = SlideImageRequest.at(ScaleOptions.of(values))
				.region(RegionOptions.of(from, values)).channels(PlaneOptions.channels(from, values))
				.z(PlaneOptions.zRange(from, values)).t(PlaneOptions.tRange(from, values))
				.size(values.get(ScaleOptions.OUT_WIDTH), values.get(ScaleOptions.OUT_HEIGHT));
			final ImagePlus image =
				new SlideImagePlus(slide, PlaneOptions.sceneNumber(slide, values), TileCache.shared())
					.read(request, progress);
			SlideImagePlus.rounding(image).ifPresent(command::note);
			return image;
		}
	}
}
