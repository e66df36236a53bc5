package org.coverslip.export.walk;

import java.util.Optional;

/** The order in which the tiles of a grid are visited. Thread-safe: each tile is handed out once. */
@FunctionalInterface
public interface TileOrder {

	/** The next tile, or empty after the last. */
	Optional<Cell> next();

	/** A place in the grid, counted from 0. */
	record Cell(long col, long row) {}
}
