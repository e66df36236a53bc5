package org.coverslip.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts pieces together to tasks of Spark: the biggest first, each by itself, and small ones several at a time. */
final class Batches {

	/** Tasks for each that runs at once, if all pieces are small: so many that the last ones end together. */
	private static final int PER_SLOT = 32;
	/** Spark's driver keeps a record of each. */
	private static final int MOST = 100_000;

	private Batches() {}

	/**
	 * @param pieces
	 *            in any order
	 * @param slots
	 *            how many tasks run at once
	 * @return tasks, of falling cost but for the last of them; each is in one
	 */
	static List<List<SlidePiece>> of(final List<SlidePiece> pieces, final int slots) {
		final List<SlidePiece> sorted = new ArrayList<>(pieces);
		sorted.sort(Comparator.comparingLong(SlidePiece::cost).reversed()
			.thenComparing(piece -> piece.unit().slide()).thenComparing(SlidePiece::number));
		final double all = sorted.stream().mapToDouble(SlidePiece::cost).sum();
		final double least = Math.max(all / ((double) slots * PER_SLOT), all / MOST);
		final List<List<SlidePiece>> batches = new ArrayList<>();
		List<SlidePiece> batch = new ArrayList<>();
		double cost = 0;
		for (final SlidePiece piece : sorted) {
			if (!batch.isEmpty() && cost + piece.cost() > least) {
				batches.add(batch);
				batch = new ArrayList<>();
				cost = 0;
			}
			batch.add(piece);
			cost += piece.cost();
		}
		if (!batch.isEmpty()) batches.add(batch);
		return batches;
	}
}
