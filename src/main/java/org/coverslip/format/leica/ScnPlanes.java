package org.coverslip.format.leica;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The tiles of one resolution whose channels and focal planes are directories of their own. Planes without a directory
 * are absent. Thread-safe.
 */
final class ScnPlanes implements TileSource {

	private final Map<Plane, TiffTileSource> planes;
	private final boolean channelsAreSamples;
	private final SlideLifetime lifetime;

	/**
	 * @param planes
	 *            all with the same grid
	 * @param channelsAreSamples
	 *            whether a directory holds all channels of a focal plane, and is listed under channel 0
	 */
	ScnPlanes(final Map<Plane, TiffTileSource> planes, final boolean channelsAreSamples, final SlideLifetime lifetime) {
		this.planes = Map.copyOf(planes);
		this.channelsAreSamples = channelsAreSamples;
		this.lifetime = lifetime;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final TiffTileSource tiles = planes.get(channelsAreSamples ? new Plane(0, plane.z(), plane.t()) : plane);
		return tiles == null ? Optional.empty() : tiles.read(tile, channelsAreSamples ? plane : Plane.FIRST);
	}
}
