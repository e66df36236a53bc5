package org.coverslip.export.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.geom.Region;

/**
 * As {@link TileSequence}, of tiles that share their edges: those above the finest level are complete when their
 * neighbours are. For one thread.
 */
final class WideSequence {

	private final TileOrder order;
	private final List<LevelSize> sizes;
	private final int overlap;
	private final Map<Place, Integer> missingParts = new HashMap<>();
	private final Map<Place, Integer> missingNeighbours = new HashMap<>();
	private final Deque<Place> ready = new ArrayDeque<>();

	/**
	 * @param order
	 *            a new one, in which the finest level is visited
	 * @param sizes
	 *            finest first
	 * @param overlap
	 *            pixels; with none, tiles do not need their neighbours
	 */
	WideSequence(final TileOrder order, final List<LevelSize> sizes, final int overlap) {
		this.order = order;
		this.sizes = sizes;
		this.overlap = overlap;
	}

	/** The next tile, or empty after the last. */
	Optional<Place> next() {
		if (ready.isEmpty()) {
			final Optional<Cell> cell = order.next();
			if (cell.isEmpty()) return Optional.empty();
			final Place place = new Place(0, cell.get().col(), cell.get().row());
			ready.add(place);
			above(place);
		}
		return Optional.of(ready.remove());
	}

	private void above(final Place tile) {
		if (tile.level() + 1 == sizes.size()) return;
		final Place parent = new Place(tile.level() + 1, tile.col() / 2, tile.row() / 2);
		if (!isLast(missingParts, parent, parts(parent))) return;
		final Region level = level(parent.level());
		if (overlap == 0 || level.area() == 1) ready.add(parent);
		else {
			final Region around = around(parent);
			for (long row = around.y(); row < around.endY(); row++)
				for (long col = around.x(); col < around.endX(); col++) {
					final Place neighbour = new Place(parent.level(), col, row);
					if (isLast(missingNeighbours, neighbour, around(neighbour).area())) ready.add(neighbour);
				}
		}
		above(parent);
	}

	private static boolean isLast(final Map<Place, Integer> missing, final Place place, final long all) {
		final int left = missing.getOrDefault(place, (int) all) - 1;
		if (left > 0) missing.put(place, left);
		else missing.remove(place);
		return left == 0;
	}

	/** Tiles of the level below that it is made of. */
	private long parts(final Place parent) {
		return new Region(2 * parent.col(), 2 * parent.row(), 2, 2).intersect(level(parent.level() - 1)).area();
	}

	private Region around(final Place tile) {
		return new Region(tile.col() - 1, tile.row() - 1, 3, 3).intersect(level(tile.level()));
	}

	/** In columns and rows. */
	private Region level(final int level) {
		return Region.ofSize(sizes.get(level).grid().columns(), sizes.get(level).grid().rows());
	}
}
