package org.coverslip.export.tiles;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.coverslip.geom.Region;

/** Where in a picture tiles are cut, numbered from 0. Immutable, thread-safe. */
interface TilePlaces {

	/** How many there are. */
	int count();

	/** The place of a tile at its full size, in the picture's pixels; may reach over the right and lower edge. */
	Region tile(int number);

	/** The part of a tile that lies in the picture. */
	Region visible(int number);

	/** A new walk over all numbers, in an order in which neighbours come soon after one another. Thread-safe. */
	Supplier<Optional<Integer>> order();

	/** What tells a tile from others in the lists, by its names, such as column and row. */
	List<String> coordinates();

	/** These values of a tile. */
	List<Long> coordinates(int number);

	/** Pixels from one tile to the next, where they are in columns and rows; else a tile's shorter side. */
	int step();

	/** What an export has done of which so many tiles were kept. */
	TileExporter.Result result(int kept);
}
