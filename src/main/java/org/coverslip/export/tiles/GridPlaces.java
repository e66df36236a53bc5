package org.coverslip.export.tiles;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.coverslip.export.walk.ZOrder;
import org.coverslip.geom.CutGrid;
import org.coverslip.geom.Region;

/** Tiles in columns and rows, numbered row by row. */
record GridPlaces(CutGrid grid) implements TilePlaces {

	private static final int MOST_TILES = 20_000_000;

	/**
	 * @throws IllegalArgumentException
	 *             with one sentence, if these are too many
	 */
	GridPlaces {
		if (Math.multiplyExact(grid.columns(), grid.rows()) > MOST_TILES)
			throw new IllegalArgumentException(grid.columns() + " x " + grid.rows() + " tiles are more than "
				+ MOST_TILES + "; choose larger ones");
	}

	@Override
	public int count() {
		return (int) (grid.columns() * grid.rows());
	}

	@Override
	public Region tile(final int number) {
		return grid.tile(number % grid.columns(), number / grid.columns());
	}

	@Override
	public Region visible(final int number) {
		return grid.visible(number % grid.columns(), number / grid.columns());
	}

	@Override
	public Supplier<Optional<Integer>> order() {
		final ZOrder order = new ZOrder(grid.columns(), grid.rows());
		return () -> order.next().map(cell -> (int) (cell.row() * grid.columns() + cell.col()));
	}

	@Override
	public List<String> coordinates() {
		return List.of("col", "row");
	}

	@Override
	public List<Long> coordinates(final int number) {
		return List.of(number % grid.columns(), number / grid.columns());
	}

	@Override
	public int step() {
		return Math.min(grid.tileWidth(), grid.tileHeight()) - grid.overlap();
	}

	@Override
	public TileExporter.Result result(final int kept) {
		return new TileExporter.Result(grid.columns(), grid.rows(), kept);
	}
}
