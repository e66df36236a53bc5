package org.coverslip.format.bioformats;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;

/**
 * A small series beside the slide's own: label, macro or the like.
 *
 * @param tiles
 *            of one tile, which is the whole image
 */
record SeriesImage(String name, SeriesTiles tiles) implements AssociatedImage {

	/** The largest that is read as a whole. */
	private static final long MOST_PIXELS = 1L << 26;

	static boolean fits(final long width, final long height) {
		return width * height <= MOST_PIXELS;
	}

	/** The grid of one tile. */
	static UniformTileGrid grid(final Region bounds) {
		return UniformTileGrid.covering(bounds.width(), bounds.height(), (int) bounds.width(), (int) bounds.height());
	}

	@Override
	public BlockShape shape() {
		return new BlockShape((int) tiles.bounds().width(), (int) tiles.bounds().height(), tiles.layout().samples(),
			tiles.layout().type());
	}

	@Override
	public PixelBlock read() throws IOException {
		return tiles.read(0, Plane.FIRST).orElseThrow();
	}
}
