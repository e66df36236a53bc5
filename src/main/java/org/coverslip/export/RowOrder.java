package org.coverslip.export;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Row by row, each from the left: for slides that are stored in strips. */
final class RowOrder implements TileOrder {

	private final long columns;
	private final long count;
	private final AtomicLong next = new AtomicLong();

	RowOrder(final long columns, final long rows) {
		this.columns = columns;
		count = Math.multiplyExact(columns, rows);
	}

	@Override
	public Optional<Cell> next() {
		final long tile = next.getAndIncrement();
		return tile < count ? Optional.of(new Cell(tile % columns, tile / columns)) : Optional.empty();
	}
}
