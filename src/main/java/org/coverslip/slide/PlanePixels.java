package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;

/** The pixels of a {@link Picture}, however they come about. Thread-safe. */
@FunctionalInterface
interface PlanePixels {

	/**
	 * @param plane
	 *            of the picture
	 * @param part
	 *            in the picture's pixels, within it and not empty
	 * @return of the part's size
	 */
	RegionPixels read(Plane plane, Region part) throws IOException;

	/** Likewise as {@link RegionPixels#toArgb()} has it, by a shorter way where there is one. */
	default int[] readArgb(final Plane plane, final Region part) throws IOException {
		return read(plane, part).toArgb();
	}
}
