package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;

/** Colours of 16 bits as colours of 8 bits. */
record ReducedPixels(PlanePixels pixels) implements PlanePixels {

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		return RegionPixels.ofArgb((int) part.width(), (int) part.height(), readArgb(plane, part));
	}

	@Override
	public int[] readArgb(final Plane plane, final Region part) throws IOException {
		return pixels.readArgb(plane, part);
	}
}
