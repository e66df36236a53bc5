package org.coverslip.export;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.UniformTileGrid;

/**
 * One level of the pyramid that is written.
 *
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param downsample
 *            pixels of the finest level per pixel of this one
 * @param coding
 *            how its tiles are stored
 * @param tileWidth
 *            pixels
 * @param tileHeight
 *            pixels
 */
record TargetLevel(long width, long height, double downsample, TileCoding coding, int tileWidth, int tileHeight) {

	UniformTileGrid grid() {
		return UniformTileGrid.covering(width, height, tileWidth, tileHeight);
	}

	boolean fitsOneTile() {
		return width <= tileWidth && height <= tileHeight;
	}

	/**
	 * The level of half the size. An odd size is rounded up, so that no pixel is lost and the ratio of the widths never exceeds the
	 * true scale of 2: OpenSlide's best level for a downsample of 2 is then this one.
	 */
	TargetLevel half() {
		return new TargetLevel((width + 1) / 2, (height + 1) / 2, 2 * downsample, coding, tileWidth, tileHeight);
	}

	/** This level and all smaller ones, down to the first that fits into one tile. */
	List<TargetLevel> halvings() {
		final List<TargetLevel> levels = new ArrayList<>(List.of(this));
		while (!levels.get(levels.size() - 1).fitsOneTile())
			levels.add(levels.get(levels.size() - 1).half());
		return levels;
	}
}
