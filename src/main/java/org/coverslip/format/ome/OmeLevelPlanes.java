package org.coverslip.format.ome;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

import org.coverslip.format.tiff.PlaneImage;
import org.coverslip.format.tiff.TiffPlaneTiles;
import org.coverslip.slide.Plane;
import org.coverslip.tiff.TiffFile;

/**
 * Where the planes of one level of an image are. Immutable; thread-safe.
 *
 * @param type
 *            the XML's name of the sample type
 */
record OmeLevelPlanes(OmeLevel level, OmePlanes planes, String type, OmeFiles files) implements TiffPlaneTiles.Planes {

	@Override
	public Optional<PlaneImage> find(final Plane plane) throws IOException {
		final StoredPlane stored = planes.stored().get(plane);
		if (stored == null) return Optional.empty();
		final TiffFile tiff = files.tiff(stored.file());
		return Optional.of(PlaneImage.of(tiff, OmeLevel.describe(tiff, level.directories().find(tiff, stored), type)));
	}

	@Override
	public Collection<Plane> stored() {
		return planes.stored().keySet();
	}
}
