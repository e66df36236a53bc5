package org.coverslip.slide;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;

/**
 * What a picture shows, whatever its place.
 *
 * @param z
 *            its focal planes by the scene's numbers
 * @param t
 *            its times, likewise
 * @param background
 *            0xRRGGBB
 * @param categorical
 *            as of {@link Scene.Builder#categorical}
 * @param pixels
 *            reads its planes, by the picture's numbers
 */
record PictureContent(PixelForm form, PlaneRange z, PlaneRange t, int background, Optional<Boolean> categorical,
	PlanePixels pixels) implements PlanePixels
{

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		return pixels.read(plane, part);
	}

	@Override
	public int[] readArgb(final Plane plane, final Region part) throws IOException {
		return pixels.readArgb(plane, part);
	}
}
