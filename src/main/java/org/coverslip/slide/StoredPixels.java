package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;

/**
 * The pixels of a level as they are.
 *
 * @param x
 *            column of the level at which the picture begins
 * @param y
 *            row, likewise
 */
record StoredPixels(RegionReader reader, Scene scene, int level, long x, long y) implements PlanePixels {

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		return reader.read(scene, level, plane, part.translate(x, y));
	}

	@Override
	public int[] readArgb(final Plane plane, final Region part) throws IOException {
		return reader.readArgb(scene, level, plane, part.translate(x, y));
	}
}
