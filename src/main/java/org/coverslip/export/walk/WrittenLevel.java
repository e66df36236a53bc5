package org.coverslip.export.walk;

import org.coverslip.codec.TileEncoder;
import org.coverslip.geom.UniformTileGrid;

/**
 * A level that is written.
 *
 * @param size
 *            its size, and the tiles in which it is made
 * @param stored
 *            the tiles in which it is stored: those in which it is made, or whole parts of them
 * @param encoder
 *            of its tiles; it returns an empty array for a tile that it cannot write
 */
public record WrittenLevel(LevelSize size, UniformTileGrid stored, TileEncoder encoder) {

	/** Whether its tiles are stored as they are made. */
	boolean isStoredAsMade() {
		return stored.tileWidth() == size.tileWidth() && stored.tileHeight() == size.tileHeight();
	}
}
