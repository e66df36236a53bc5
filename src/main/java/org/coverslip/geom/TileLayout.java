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

	/**
	 * One tile's place.
	 *
	 * @param index
	 *            the tile's number, 0 &le; index &lt; {@link #tileCount()}
	 * @param region
	 *            the whole stored tile in level pixels, padding included
	 */
	record PlacedTile(long index, Region region) {}
}
