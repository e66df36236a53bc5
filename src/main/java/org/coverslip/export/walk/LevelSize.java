package org.coverslip.export.walk;

import org.coverslip.geom.UniformTileGrid;

/**
 * How large a level is, and the tiles in which it is made.
 *
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param tileWidth
 *            pixels, &gt; 0; an even number if a level is made from this one
 * @param tileHeight
 *            likewise
 */
public record LevelSize(long width, long height, int tileWidth, int tileHeight) {

	/** Its tiles; those at the right and lower edge may extend beyond the level. */
	public UniformTileGrid grid() {
		return UniformTileGrid.covering(width, height, tileWidth, tileHeight);
	}

	/**
	 * The level of half the size, in tiles of the same size. An odd size is rounded up, so that no pixel is lost and
	 * the ratio of the widths never exceeds the true scale of 2: OpenSlide's best level for a downsample of 2 is then
	 * this one.
	 */
	public LevelSize half() {
		return new LevelSize((width + 1) / 2, (height + 1) / 2, tileWidth, tileHeight);
	}
}
