package org.coverslip.imagej;

import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.slide.Cutout;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.WantedScale;

/**
 * Which part of a scene becomes an ImageJ image. Immutable; each method gives a changed copy.
 *
 * @param scale
 *            a level, a pixel size, a magnification, ...
 * @param region0
 *            in the scene's level-0 pixels; empty for the whole scene
 * @param channels
 *            numbers of the channels in their order; empty for all
 * @param z
 *            the focal planes; empty for all
 * @param t
 *            the time points; empty for all
 * @param outWidth
 *            columns of the image, whatever the scale, or 0
 * @param outHeight
 *            rows, likewise; if one of the two is 0, the proportions are kept, and if both are, the scale counts
 * @param name
 *            what the region is called, for the title; "" for its place
 * @param cutout
 *            what alone is shown, filled outside; empty for all
 */
public record SlideImageRequest(WantedScale scale, Optional<Region> region0, Optional<List<Integer>> channels,
	Optional<PlaneRange> z, Optional<PlaneRange> t, int outWidth, int outHeight, String name, Optional<Cutout> cutout)
{

	public SlideImageRequest {
		if (outWidth < 0 || outHeight < 0)
			throw new IllegalArgumentException("an image of " + outWidth + " x " + outHeight
				+ " pixels; neither may be negative");
	}

	/** The whole scene with all its planes. */
	public static SlideImageRequest at(final WantedScale scale) {
		return new SlideImageRequest(scale, Optional.empty(), Optional.empty(), Optional.empty(),
			Optional.empty(), 0, 0, "", Optional.empty());
	}

	/** Only this region, in level-0 pixels; it may reach over the scene's edges, where the background is shown. */
	public SlideImageRequest region(final Region value) {
		return new SlideImageRequest(scale, Optional.of(value), channels, z, t, outWidth, outHeight, name, cutout);
	}

	/** These channels, in this order. */
	public SlideImageRequest channels(final List<Integer> numbers) {
		return new SlideImageRequest(scale, region0, Optional.of(List.copyOf(numbers)), z, t, outWidth, outHeight, name,
			cutout);
	}

	/** One channel. */
	public SlideImageRequest channel(final int value) {
		return channels(List.of(value));
	}

	/** These focal planes. */
	public SlideImageRequest z(final PlaneRange value) {
		return new SlideImageRequest(scale, region0, channels, Optional.of(value), t, outWidth, outHeight, name,
			cutout);
	}

	/** One focal plane. */
	public SlideImageRequest z(final int value) {
		return z(PlaneRange.only(value));
	}

	/** These time points. */
	public SlideImageRequest t(final PlaneRange value) {
		return new SlideImageRequest(scale, region0, channels, z, Optional.of(value), outWidth, outHeight, name,
			cutout);
	}

	/** One time point. */
	public SlideImageRequest t(final int value) {
		return t(PlaneRange.only(value));
	}

	/** Exactly so many pixels, scaled for each axis of its own; one of the two may be 0 to keep the proportions. */
	public SlideImageRequest size(final int width, final int height) {
		return new SlideImageRequest(scale, region0, channels, z, t, width, height, name, cutout);
	}

	/** What the region is called, for the title. */
	public SlideImageRequest named(final String value) {
		return new SlideImageRequest(scale, region0, channels, z, t, outWidth, outHeight, value, cutout);
	}

	/** Only what lies within an outline; the rest is filled. */
	public SlideImageRequest cutout(final Cutout value) {
		return new SlideImageRequest(scale, region0, channels, z, t, outWidth, outHeight, name, Optional.of(value));
	}

	/** Whether the image has a size of its own, and not one by its scale. */
	boolean isSized() {
		return outWidth > 0 || outHeight > 0;
	}
}
