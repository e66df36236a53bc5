package org.coverslip.export.walk;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In bands of columns: each band row by row from top to bottom, then the next one to the right. So what two rows of
 * tiles share is read shortly before it is needed again; with a single band, the grid is visited row by row.
 */
final class BandOrder implements TileOrder {

	private final long columns;
	private final long rows;
	private final long bandColumns;
	private final long count;
	private final AtomicLong next = new AtomicLong();

	/**
	 * @param bandColumns
	 *            columns of a band, &gt; 0; the last may have fewer
	 */
	BandOrder(final long columns, final long rows, final long bandColumns) {
		this.columns = columns;
		this.rows = rows;
		this.bandColumns = Math.min(columns, bandColumns);
		count = Math.multiplyExact(columns, rows);
	}

	@Override
	public Optional<Cell> next() {
		final long tile = next.getAndIncrement();
		if (tile >= count) return Optional.empty();
		final long first = tile / (bandColumns * rows) * bandColumns;
		final long inBand = tile - first * rows;
		final long width = Math.min(bandColumns, columns - first);
		return Optional.of(new Cell(first + inBand % width, inBand / width));
	}
}
