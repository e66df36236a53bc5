package org.coverslip.slide;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** The tiles of a level that is read from a picture; absent where the picture covers nothing. */
record ComputedTiles(Picture picture, UniformTileGrid grid) implements TileSource {

	/** Side of the tiles unless another one is asked for. */
	static final int SIDE = 512;

	/**
	 * A picture as a level.
	 *
	 * @param side
	 *            of its tiles in pixels
	 */
	static Level level(final Picture picture, final int side) {
		final UniformTileGrid grid = UniformTileGrid.covering(picture.width(), picture.height(), side, side);
		return Level.builder(picture.width(), picture.height(), new ComputedTiles(picture, grid)).grid(grid)
			.samples(picture.type(), picture.samples()).build();
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		final Region place = grid.tileRegion(tile);
		final Region part = place.intersect(picture.bounds());
		final RegionPixels pixels = picture.read(plane, part);
		if (pixels.isEmpty()) return Optional.empty();
		final PixelBlock block = pixels.over(picture.background());
		if (part.equals(place)) return Optional.of(block);
		final PixelBlock padded = PixelBlock.zeros(
			new BlockShape((int) place.width(), (int) place.height(), block.samples(), block.type()));
		block.copyTo(0, 0, padded, 0, 0, block.width(), block.height());
		return Optional.of(padded);
	}
}
