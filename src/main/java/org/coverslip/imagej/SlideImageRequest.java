package org.coverslip.imagej;

import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.slide.WantedScale;

/**
 * What of a scene is to become an ImageJ image. Immutable; each method gives a changed copy.
 *
 * @param scale
 *            a level, a pixel size, a magnification, ...
 * @param region0
 *            in the scene's level-0 pixels; empty for the whole scene
 * @param channel
 *            one channel alone; empty for all
 * @param z
 *            one z alone; empty for all
 * @param t
 *            one time point alone; empty for all
 */
public record SlideImageRequest(WantedScale scale, Optional<Region> region0, OptionalInt channel, OptionalInt z, OptionalInt t) {

	/** The whole scene with all its planes. */
	public static SlideImageRequest at(final WantedScale scale) {
		return new SlideImageRequest(scale, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
	}

	/** Only this region, in level-0 pixels; it may reach over the scene's edges, where the background is shown. */
	public SlideImageRequest region(final Region value) {
		return new SlideImageRequest(scale, Optional.of(value), channel, z, t);
	}

	public SlideImageRequest channel(final int value) {
		return new SlideImageRequest(scale, region0, OptionalInt.of(value), z, t);
	}

	public SlideImageRequest z(final int value) {
		return new SlideImageRequest(scale, region0, channel, OptionalInt.of(value), t);
	}

	public SlideImageRequest t(final int value) {
		return new SlideImageRequest(scale, region0, channel, z, OptionalInt.of(value));
	}
}
