package org.coverslip.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * The tiles of one level whose focal planes are stored apart: the plane's z chooses. Thread-safe.
 *
 * @param planes
 *            one for each focal plane, in the order of z, all with the same layout
 */
public record FocalPlanes(List<TileSource> planes) implements TileSource {

	public FocalPlanes {
		planes = List.copyOf(planes);
	}

	/**
	 * Joins levels of one geometry.
	 *
	 * @param planes
	 *            the same level of each focal plane, of one size, layout, type and number of samples
	 */
	public static Level join(final List<Level> planes) {
		final Level first = planes.get(0);
		if (planes.size() == 1) return first;
		final List<TileSource> tiles = new ArrayList<>();
		for (final Level level : planes)
			tiles.add(level.tiles());
		return first.withTiles(new FocalPlanes(tiles));
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return planes.get(plane.z()).read(tile, new Plane(plane.channel(), 0, plane.t()));
	}
}
