package org.coverslip.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts units together to tasks of Spark: the biggest first, each by itself, and small ones several at a time. */
final class Batches {

	/** Tasks for each that runs at once, if all units are small: so many that the last ones end together. */
	private static final int PER_SLOT = 32;
	/** Spark's driver keeps a record of each. */
	private static final int MOST = 100_000;

	private Batches() {}

	/**
	 * @param units
	 *            in any order
	 * @param slots
	 *            how many tasks run at once
	 * @return tasks, of falling cost but for the last of them; each unit is in one
	 */
	static List<List<SlideUnit>> of(final List<SlideUnit> units, final int slots) {
		final List<SlideUnit> sorted = new ArrayList<>(units);
		sorted.sort(Comparator.comparingLong(SlideUnit::cost).reversed().thenComparing(SlideUnit::slide));
		final double all = sorted.stream().mapToDouble(SlideUnit::cost).sum();
		final double least = Math.max(all / ((double) slots * PER_SLOT), all / MOST);
		final List<List<SlideUnit>> batches = new ArrayList<>();
		List<SlideUnit> batch = new ArrayList<>();
		double cost = 0;
		for (final SlideUnit unit : sorted) {
			if (!batch.isEmpty() && cost + unit.cost() > least) {
				batches.add(batch);
				batch = new ArrayList<>();
				cost = 0;
			}
			batch.add(unit);
			cost += unit.cost();
		}
		if (!batch.isEmpty()) batches.add(batch);
		return batches;
	}
}
