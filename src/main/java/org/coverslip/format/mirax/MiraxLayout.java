package org.coverslip.format.mirax;

import java.util.BitSet;
import java.util.List;

import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout;

/**
 * The tiles of a zoom level, which are placed when they are first looked for. Immutable and thread-safe.
 * <p>
 * They are not placed at once since a slide of 200,000 photos has that many tiles on each of ten levels, and most of
 * them are never looked at.
 */
final class MiraxLayout implements TileLayout {

	private final MiraxGrid grid;
	private final List<ImageTable> tables;
	private final BitSet photographed;
	private volatile Placed placed;

	/** Tiles, and the cell of each. */
	private record Placed(PlacedTiles tiles, int[] cells) {}

	/**
	 * @param tables
	 *            the images of all planes
	 * @param photographed
	 *            the photos that the finest level has
	 */
	MiraxLayout(final MiraxGrid grid, final List<ImageTable> tables, final BitSet photographed) {
		this.grid = grid;
		this.tables = List.copyOf(tables);
		this.photographed = photographed;
	}

	private Placed placed() {
		Placed found = placed;
		if (found == null) synchronized (this) {
			found = placed;
			if (found == null) {
				final int[] cells = grid.cells(tables, photographed);
				found = new Placed(grid.place(cells), cells);
				placed = found;
			}
		}
		return found;
	}

	MiraxGrid grid() {
		return grid;
	}

	/** The cell of a tile. */
	int cell(final long tile) {
		return placed().cells[(int) tile];
	}

	@Override
	public Region bounds() {
		return placed().tiles.bounds();
	}

	@Override
	public long tileCount() {
		return placed().cells.length;
	}

	@Override
	public List<PlacedTile> tilesIn(final Region region) {
		return placed().tiles.tilesIn(region);
	}

	/** Tiles that end within a pixel do not count as beginning on one, so that their edges are blended. */
	@Override
	public boolean isOnPixels() {
		return grid.hasWholeTiles() && placed().tiles.isOnPixels();
	}
}
