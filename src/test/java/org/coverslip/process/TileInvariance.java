package org.coverslip.process;

import static org.junit.Assert.assertEquals;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/** That a computed picture does not depend on how it is cut. */
final class TileInvariance {

	private TileInvariance() {}

	/** Compares all planes of a picture of at most 1024 x 1024 pixels with what tiles and parts give. */
	static void assertHolds(final String what, final Picture result) throws IOException {
		for (int c = 0; c < result.channels().size(); c++)
			for (int z = 0; z < result.sizeZ(); z++)
				assertHolds(what + ", channel " + c + ", z " + z, result, new Plane(c, z, 0));
	}

	private static void assertHolds(final String what, final Picture result, final Plane plane) throws IOException {
		final RegionPixels whole = result.read(plane, result.bounds());
		for (final int side : new int[] { 61, 128, 300 }) {
			final Scene scene = Scene.computed(result, side);
			final RegionPixels joined = Picture.of(scene, new RegionReader(TileCache.ofBytes(32 << 20))).build()
				.read(plane, result.bounds());
			assertEquals(what + ", tiles of " + side, whole, joined);
		}
		for (final int[] at : new int[][] { { 0, 0 }, { 7, 31 }, { 101, 53 } }) {
			final Region part = new Region(at[0], at[1], 90, 77).intersect(result.bounds());
			assertEquals(what + ", " + part,
				new RegionPixels(whole.block().crop(at[0], at[1], (int) part.width(), (int) part.height()), null),
				new RegionPixels(result.read(plane, part).block(), null));
		}
	}
}
