package org.coverslip.slide;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;

/**
 * The tiles of one level, decoded. Implementations are thread-safe and keep no decoded tile: {@link TileCache} does.
 */
@FunctionalInterface
public interface TileSource {

	/**
	 * Reads and decodes one tile.
	 *
	 * @param tile
	 *            its number in the level's layout, 0 &le; tile &lt; {@code layout.tileCount()}
	 * @param plane
	 *            a plane of the scene
	 * @return a block as large as the tile's region in the layout, padding included, of the level's pixel type; with 1
	 * sample, or
	 *         in an RGB scene 3, or 4 where the fourth is straight (unassociated) alpha. Empty where the file has no
	 *         such tile by design: background is shown there.
	 * @throws org.coverslip.slide.ClosedSlideException
	 *             after the slide was closed
	 * @throws IOException
	 *             if the tile is damaged or cannot be read
	 */
	Optional<PixelBlock> read(long tile, Plane plane) throws IOException;

	/**
	 * Says which tiles will be read soon, so that those of a slide on the network come in few requests, all at once; it
	 * returns before they are there. Others do nothing.
	 *
	 * @param tiles
	 *            their numbers, as of {@link #read}
	 */
	default void expect(final long[] tiles, final Plane plane) throws IOException {
		// files of this computer are read as fast without
	}
}
