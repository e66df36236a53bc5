package org.coverslip.process;

import java.util.HashMap;
import java.util.Map;

/**
 * Compares the labels that two tiles give to the same pixels, along a seam: each run of a label of one tile is what
 * has more than half of its pixels in the other one. So objects are found again that go to and fro across the seam, and
 * a few pixels by which tiles differ at their rims join nothing.
 */
final class SeamRuns {

	/** Is told of two labels that are of one object. */
	@FunctionalInterface
	interface Match {

		void found(int label, int other);
	}

	private final Match match;
	private final Map<Integer, Run> runs = new HashMap<>();

	/** Pixels of a label without a gap along the seam. */
	private static final class Run {

		private int last;
		private int pixels;
		private final Map<Integer, Integer> others = new HashMap<>();
	}

	private SeamRuns(final Match match) {
		this.match = match;
	}

	/**
	 * @param labels
	 *            of one tile, 0 for none
	 * @param others
	 *            of the other one, at the same pixels
	 * @param width
	 *            of a row
	 * @param isUpright
	 *            whether the seam goes down the columns
	 */
	static void compare(final int[] labels, final int[] others, final int width, final boolean isUpright,
		final Match match)
	{
		final SeamRuns seam = new SeamRuns(match);
		final int height = labels.length / width;
		final int length = isUpright ? height : width;
		for (int along = 0; along < length; along++)
			for (int across = 0; across < labels.length / length; across++) {
				final int at = isUpright ? along * width + across : across * width + along;
				if (labels[at] != 0) seam.add(labels[at], others[at], along);
			}
		seam.runs.forEach(seam::end);
	}

	private void add(final int label, final int other, final int along) {
		final Run before = runs.get(label);
		if (before != null && before.last < along - 1) {
			end(label, before);
			runs.remove(label);
		}
		final Run run = runs.computeIfAbsent(label, any -> new Run());
		run.last = along;
		run.pixels++;
		run.others.merge(other, 1, Integer::sum);
	}

	private void end(final int label, final Run run) {
		run.others.forEach((other, pixels) -> {
			if (other != 0 && 2 * pixels > run.pixels) match.found(label, other);
		});
	}
}
