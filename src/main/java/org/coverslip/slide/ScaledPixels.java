package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;

/** The pixels of a level at another scale; see {@link ScaledRegionReader}. */
record ScaledPixels(RegionReader reader, Scene scene, int level, ScaledRegion place) implements PlanePixels {

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		return new ScaledRegionReader(reader).read(scene, level, plane,
			place.part(part.x(), part.y(), part.width(), part.height()));
	}
}
