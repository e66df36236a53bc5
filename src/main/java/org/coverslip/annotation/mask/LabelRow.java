package org.coverslip.annotation.mask;

import java.util.Arrays;

/** One row of a label image: runs of equal labels from left to right, without the background. For one thread. */
final class LabelRow {

	/** What a run takes. */
	static final int RUN_BYTES = 12;

	private int[] starts = new int[4];
	private int[] ends = new int[4];
	private int[] labels = new int[4];
	private int count;

	void clear() {
		count = 0;
	}

	/** Adds a run behind the others; one that touches a run of the same label is the same run. */
	void add(final int start, final int end, final int label) {
		if (count > 0 && ends[count - 1] == start && labels[count - 1] == label) {
			ends[count - 1] = end;
			return;
		}
		if (count == starts.length) {
			starts = Arrays.copyOf(starts, 2 * count);
			ends = Arrays.copyOf(ends, 2 * count);
			labels = Arrays.copyOf(labels, 2 * count);
		}
		starts[count] = start;
		ends[count] = end;
		labels[count] = label;
		count++;
	}

	int count() {
		return count;
	}

	/** First column of a run. */
	int start(final int run) {
		return starts[run];
	}

	/** The column behind it. */
	int end(final int run) {
		return ends[run];
	}

	/** An unsigned number. */
	int label(final int run) {
		return labels[run];
	}
}
