package org.coverslip.geom;

import java.util.List;

/**
 * Where the tiles of one level lie. Immutable and thread-safe.
 * <p>
 * Tiles may overlap, leave gaps, and reach over the level's edges; they are numbered from 0.
 */
public interface TileLayout {

	/** The smallest region that holds all tiles, in level pixels. */
	Region bounds();

	/** Number of tile places, whether a tile is stored there or not. */
	long tileCount();

	/**
	 * The tiles that touch the region, in the order in which they are painted: later tiles cover earlier ones.
	 *
	 * @param region
	 *            in level pixels; the part outside {@link #bounds()} finds no tile
	 */
	List<PlacedTile> tilesIn(Region region);

	/** Whether no two tiles overlap, so that a pixel is painted once at most. */
	default boolean isDisjoint() {
		return false;
	}

	/** Whether each tile begins exactly on a pixel. */
	default boolean isOnPixels() {
		return true;
	}

	/**
	 * One tile's place.
	 *
	 * @param index
	 *            the tile's number, 0 &le; index &lt; {@link #tileCount()}
	 * @param region
	 *            the whole stored tile in level pixels, padding included; its size is that of the stored tile
	 * @param shiftX
	 *            how far right of the region's left edge the tile really begins, in level pixels: 0 &le; shiftX &lt; 1,
	 *            and 0 in a layout {@link #isOnPixels()}. Such a tile is interpolated, and covers a part of the column
	 *            right of the region
	 * @param shiftY
	 *            how far below the region's upper edge, likewise
	 */
	record PlacedTile(long index, Region region, double shiftX, double shiftY) {

		/** A tile that begins exactly on a pixel. */
		public PlacedTile(final long index, final Region region) {
			this(index, region, 0, 0);
		}
	}
}
