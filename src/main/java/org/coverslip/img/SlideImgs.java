package org.coverslip.img;

import org.coverslip.api.SlideReader;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;

/**
 * Slides of the programming interface, {@code org.coverslip.api}, as ImgLib2 images that are read when they are looked
 * at. They begin at the origin, and fail as {@link ImagePyramid} says once the slide is closed.
 */
public final class SlideImgs {

	private static final OptionTable OF_SAMPLES =
		OptionTable.of(PlaneOptions.SCENE, RegionOptions.REGION).and(ScaleOptions.ALL);

	private static final OptionTable OF_COLOURS = OF_SAMPLES.and(PlaneOptions.Z, PlaneOptions.T);

	private SlideImgs() {}

	/**
	 * A region at a scale in colours, opaque: X, Y.
	 *
	 * @param slide
	 *            open as long as the image is looked at
	 * @param options
	 *            {@code scene=}, {@code region=}, one scale, {@code z=} and {@code t=}, as of
	 *            {@link SlideReader#view(String)}; without any, it is all of level 0 of the first scene
	 * @throws IllegalArgumentException
	 *             with one sentence, if an option is unknown or not possible
	 */
	public static RandomAccessibleInterval<ARGBType> argb(final SlideReader slide, final String options) {
		final OptionValues values = OF_COLOURS.parse(options);
		final Scene scene = scene(slide, values);
		final PictureBuilder picture = picture(scene, values)
			.z(PlaneRange.only(scene.focalPlane(values.get(PlaneOptions.Z))))
			.t(PlaneRange.only(values.get(PlaneOptions.T))).composite();
		return SlidePyramids.of(Scene.computed(picture.build())).argb(0, 0, 0);
	}

	/**
	 * A region at a scale as it was measured: X, Y, C, Z, T, of the slide's own type; red, green and blue lie along C.
	 *
	 * @param slide
	 *            as of {@link #argb}
	 * @param options
	 *            likewise, without {@code z} and {@code t}
	 */
	public static RandomAccessibleInterval<? extends RealType<?>> samples(final SlideReader slide,
		final String options) {
		final OptionValues values = OF_SAMPLES.parse(options);
		return SlidePyramids.of(Scene.computed(picture(scene(slide, values), values).build())).samples(0);
	}

	private static Scene scene(final SlideReader slide, final OptionValues values) {
		return PlaneOptions.scene(slide.engine(), values);
	}

	private static PictureBuilder picture(final Scene scene, final OptionValues values) {
		return Picture.of(scene, new RegionReader(TileCache.shared())).region(RegionOptions.of(scene, values))
			.scale(ScaleOptions.of(values));
	}
}
