package org.coverslip.slide;

import java.io.IOException;
import java.util.List;

import org.coverslip.geom.Region;

/**
 * Several channels combined into 8-bit colours. A pixel is as opaque as its best-covered channel.
 *
 * @param channels
 *            reads them
 * @param numbers
 *            of the channels that are added up
 * @param displays
 *            how these are shown
 */
record CompositePixels(PlanePixels channels, List<Integer> numbers, Displays displays) implements PlanePixels {

	/** How channels are shown, one display for each; the first call may take a while. */
	@FunctionalInterface
	interface Displays {

		List<ChannelDisplay> get() throws IOException;
	}

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		return RegionPixels.ofArgb((int) part.width(), (int) part.height(), readArgb(plane, part));
	}

	@Override
	public int[] readArgb(final Plane plane, final Region part) throws IOException {
		final RegionPixels[] all = new RegionPixels[numbers.size()];
		for (int i = 0; i < all.length; i++)
			all[i] = channels.read(new Plane(numbers.get(i), plane.z(), plane.t()), part);
		return SceneColors.composite(displays.get(), all);
	}
}
