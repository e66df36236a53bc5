package org.coverslip.export.walk;

import java.util.List;
import java.util.Optional;

import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.geom.UniformTileGrid;

/**
 * The order in which a single thread finishes the tiles of a pyramid: each tile of the finest level, in the order in
 * which these are visited, and after it those above that were waiting for nothing else. It follows from the sizes
 * alone, whoever makes the tiles. For one thread.
 */
final class TileSequence {

	/** A tile of one of the levels. */
	record Place(int level, long col, long row) {}

	private final int levels;
	private final UniformTileGrid finest;
	private final TileOrder order;
	private Cell cell;
	private int level;

	/**
	 * @param sizes
	 *            of the levels, as {@link QuadtreePass} has them
	 * @param order
	 *            in which the tiles of the finest are visited: of the tiles under one of a coarser level, the lower
	 *            right comes last
	 */
	TileSequence(final List<LevelSize> sizes, final TileOrder order) {
		levels = sizes.size();
		finest = sizes.get(0).grid();
		this.order = order;
	}

	/** The next tile, or empty after the last. */
	Optional<Place> next() {
		if (cell != null && ++level < levels && isLast(cell.col(), finest.columns())
			&& isLast(cell.row(), finest.rows()))
			return Optional.of(new Place(level, cell.col() >> level, cell.row() >> level));
		level = 0;
		cell = order.next().orElse(null);
		return Optional.ofNullable(cell).map(next -> new Place(0, next.col(), next.row()));
	}

	/** Whether a column or row is the last of those under its tile of the present level. */
	private boolean isLast(final long place, final long count) {
		return place == Math.min(((place >> level) + 1) << level, count) - 1;
	}
}
