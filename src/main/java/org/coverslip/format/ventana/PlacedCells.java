package org.coverslip.format.ventana;

import org.coverslip.geom.UniformTileGrid;

/**
 * The tiles of level 0 that belong to an area, row by row of the stored grid. OpenSlide paints them in this order, even
 * where areas overlap: tiles further right and down in the grid are on top. Immutable.
 */
final class PlacedCells {

	private final long columns;
	private final int[] cells;
	private final int[] areas;

	private PlacedCells(final long columns, final int[] cells, final int[] areas) {
		this.columns = columns;
		this.cells = cells;
		this.areas = areas;
	}

	/**
	 * @param grid
	 *            of the stored tiles of level 0
	 */
	static PlacedCells of(final BifMosaic mosaic, final UniformTileGrid grid) {
		final int[] owners = mosaic.owners(grid);
		int count = 0;
		for (final int owner : owners)
			if (owner > 0) count++;
		final int[] cells = new int[count];
		final int[] areas = new int[count];
		for (int cell = 0, i = 0; cell < owners.length; cell++)
			if (owners[cell] > 0) {
				cells[i] = cell;
				areas[i++] = owners[cell] - 1;
			}
		return new PlacedCells(grid.columns(), cells, areas);
	}

	int count() {
		return cells.length;
	}

	/** The column of a tile in the grid. */
	long column(final int tile) {
		return cells[tile] % columns;
	}

	/** The row of a tile in the grid. */
	long row(final int tile) {
		return cells[tile] / columns;
	}

	/** The number of the area that a tile belongs to. */
	int area(final int tile) {
		return areas[tile];
	}
}
