package org.coverslip.export.walk;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In bands of columns: each band row by row from top to bottom, then the next one to the right. So what two rows of
 * tiles share is read shortly before it is needed again; with a single band, the grid is visited row by row.
 * <p>
 * Where a tile of the source is as wide as several of the grid, neighbours in a row are visited one after the other
 * only when its tiles were read by then: else threads would wait for one another to read the same tile.
 */
final class BandOrder implements TileOrder {

	private final long columns;
	private final long rows;
	private final long bandColumns;
	private final long apart;
	private final long count;
	private final AtomicLong next = new AtomicLong();

	/**
	 * @param bandColumns
	 *            columns of a band, &gt; 0; the last may have fewer
	 * @param apart
	 *            how far apart columns of a row are visited at first, a power of 2; those between them come later. The
	 *            last column of a row comes last
	 */
	BandOrder(final long columns, final long rows, final long bandColumns, final long apart) {
		this.columns = columns;
		this.rows = rows;
		this.bandColumns = Math.min(columns, bandColumns);
		this.apart = apart;
		count = Math.multiplyExact(columns, rows);
	}

	@Override
	public Optional<Cell> next() {
		final long tile = next.getAndIncrement();
		if (tile >= count) return Optional.empty();
		final long first = tile / (bandColumns * rows) * bandColumns;
		final long inBand = tile - first * rows;
		final long width = Math.min(bandColumns, columns - first);
		return Optional.of(new Cell(first + column(inBand % width, width), inBand / width));
	}

	/** The column that is visited as the n-th of a row. */
	private long column(final long n, final long width) {
		final long last = width - 1;
		if (n == last) return last;
		long before = 0;
		for (long begin = 0; begin < apart; begin++) {
			final long count = begin < last ? (last - begin + apart - 1) / apart : 0;
			if (n < before + count) return begin + (n - before) * apart;
			before += count;
		}
		throw new IllegalArgumentException(n + " of " + width + " columns");
	}
}
