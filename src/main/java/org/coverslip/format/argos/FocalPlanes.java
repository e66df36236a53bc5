package org.coverslip.format.argos;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * The tiles of one level whose focal planes are directories of their own. Thread-safe.
 *
 * @param planes
 *            one a focal plane, from the lowest to the highest, all with the same grid
 */
record FocalPlanes(List<TiffTileSource> planes) implements TileSource {

	FocalPlanes {
		planes = List.copyOf(planes);
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return planes.get(plane.z()).read(tile, new Plane(plane.channel(), 0, 0));
	}
}
