package org.coverslip.sample;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/** Draws the tiles of level 0 on demand; no tile is absent. */
final class SampleTiles implements TileSource {

	private final SlideLifetime lifetime;
	private final TissuePainter painter;
	private final UniformTileGrid grid;
	private final boolean fluorescence;

	SampleTiles(final SlideLifetime lifetime, final TissuePainter painter, final UniformTileGrid grid,
		final boolean fluorescence)
	{
		this.lifetime = lifetime;
		this.painter = painter;
		this.grid = grid;
		this.fluorescence = fluorescence;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final Region place = grid.tileRegion(tile);
		final int width = (int) place.width();
		final int height = (int) place.height();
		final Stains stains = painter.paint(new SamplingFrame((int) place.x(), (int) place.y(), width, height, 1));
		return Optional.of(fluorescence
			? new PixelBlock(new BlockShape(width, height, 1, PixelType.UINT16),
			Fluorescence.counts(stains, plane.channel()))
			: new PixelBlock(new BlockShape(width, height, 3, PixelType.UINT8), BrightField.rgb(stains)));
	}
}
