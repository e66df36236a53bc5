package org.coverslip.format.bioformats;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

import loci.formats.FormatException;
import loci.formats.IFormatReader;

/**
 * The tiles of one resolution of a series.
 *
 * @param bounds
 *            the whole resolution; tiles that reach over it are filled up with 0
 */
record SeriesTiles(ReaderPool pool, SlideLifetime lifetime, int series, int resolution, Region bounds,
	UniformTileGrid grid,
	StoredSamples layout) implements TileSource
{

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final Region place = grid.tileRegion(tile);
		final Region part = place.intersect(bounds);
		final PixelBlock block = pool.read(reader -> read(reader, part, plane));
		if (part.equals(place)) return Optional.of(block);
		final PixelBlock padded = PixelBlock
			.zeros(new BlockShape((int) place.width(), (int) place.height(), block.samples(), block.type()));
		block.copyTo(0, 0, padded, 0, 0, block.width(), block.height());
		return Optional.of(padded);
	}

	private PixelBlock read(final IFormatReader reader, final Region part, final Plane plane)
		throws IOException, FormatException {
		reader.setSeries(series);
		reader.setResolution(resolution);
		final int index = reader.getIndex(plane.z(), layout.storedChannel(plane.channel()), plane.t());
		final byte[] bytes =
			reader.openBytes(index, (int) part.x(), (int) part.y(), (int) part.width(), (int) part.height());
		return layout.block(bytes, (int) part.width(), (int) part.height(), plane.channel());
	}
}
