package org.coverslip.format.plain;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.TileSource;

/**
 * An image whose head has been read, and whose pixels are read on request.
 *
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param tile
 *            what a tile holds: 1 sample per pixel for grey, 3 for RGB, 4 for RGB and opacity
 * @param tiles
 *            numbered row by row from the top left corner
 * @param indexed
 *            whether its pixels are stored as indexes into a palette, or as one bit each
 * @param iccProfile
 *            the profile of the pixels' colours, or null
 */
record PlainImage(int width, int height, BlockShape tile, TileSource tiles, boolean indexed, byte[] iccProfile) {

	/** The default side of a tile. */
	static final int TILE = 512;

	/** The grid of tiles. */
	static UniformTileGrid grid(final int width, final int height, final BlockShape tile) {
		return UniformTileGrid.covering(width, height, tile.width(), tile.height());
	}

	/** A square tile of the given samples. */
	static BlockShape tile(final int samples, final PixelType type) {
		return new BlockShape(TILE, TILE, samples, type);
	}

	/** The image as the only level of a scene. */
	Level level(final String compression) {
		return Level.builder(width, height, tiles).layout(grid(width, height, tile), tile.width(), tile.height())
			.samples(tile.type(), tile.samples() >= 3 ? 3 : 1).compression(compression).build();
	}
}
