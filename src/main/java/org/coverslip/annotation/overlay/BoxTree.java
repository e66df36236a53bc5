package org.coverslip.annotation.overlay;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which of many boxes touch a box. A tree of boxes around {@value #CHILDREN} boxes each, which lie near each other
 * because they are put in the order of a Hilbert curve through their middles. Immutable.
 */
final class BoxTree {

	private static final int CHILDREN = 16;
	private static final int CURVE_BITS = 15;
	private static final long CURVE_CELLS = 1L << CURVE_BITS;

	/** Four edges of each box: left, top, right, bottom. */
	private final float[] edges;
	/** The boxes in the order of the tree. */
	private final int[] order;
	/** Of each level, from the lowest to the top, the edges around each group of the level below. */
	private final float[][] levels;

	/**
	 * @param edges
	 *            four of each box: left, top, right, bottom; not copied
	 * @param count
	 *            how many boxes there are
	 */
	BoxTree(final float[] edges, final int count) {
		this.edges = edges;
		order = ordered(edges, count);
		int depth = 0;
		for (int size = count; size > 1 || depth == 0; size = groups(size))
			depth++;
		levels = new float[depth][];
		int size = count;
		for (int level = 0; level < depth; level++) {
			levels[level] = new float[4 * groups(size)];
			for (int group = 0; group < groups(size); group++)
				surround(level, group, Math.min(size, (group + 1) * CHILDREN));
			size = groups(size);
		}
	}

	private static int groups(final int size) {
		return (size + CHILDREN - 1) / CHILDREN;
	}

	private static int[] ordered(final float[] edges, final int count) {
		final float[] all = { Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE };
		for (int i = 0; i < count; i++)
			include(all, 0, edges, 4 * i);
		final double unitX = Math.max(all[2] - all[0], Float.MIN_NORMAL);
		final double unitY = Math.max(all[3] - all[1], Float.MIN_NORMAL);
		final long[] sorted = new long[count];
		for (int i = 0; i < count; i++) {
			final double x = ((edges[4 * i] + (double) edges[4 * i + 2]) / 2 - all[0]) / unitX;
			final double y = ((edges[4 * i + 1] + (double) edges[4 * i + 3]) / 2 - all[1]) / unitY;
			sorted[i] = alongCurve((long) (x * (CURVE_CELLS - 1)), (long) (y * (CURVE_CELLS - 1))) << 32 | i;
		}
		Arrays.sort(sorted);
		final int[] order = new int[count];
		Arrays.setAll(order, i -> (int) sorted[i]);
		return order;
	}

	/** How far along the Hilbert curve a cell lies. */
	private static long alongCurve(final long column, final long row) {
		long x = column;
		long y = row;
		long distance = 0;
		for (long side = CURVE_CELLS / 2; side > 0; side /= 2) {
			final long right = (x & side) > 0 ? 1 : 0;
			final long below = (y & side) > 0 ? 1 : 0;
			distance += side * side * (3 * right ^ below);
			if (below == 0) {
				if (right == 1) {
					x = CURVE_CELLS - 1 - x;
					y = CURVE_CELLS - 1 - y;
				}
				final long swapped = x;
				x = y;
				y = swapped;
			}
		}
		return distance;
	}

	private static void include(final float[] into, final int at, final float[] box, final int from) {
		into[at] = Math.min(into[at], box[from]);
		into[at + 1] = Math.min(into[at + 1], box[from + 1]);
		into[at + 2] = Math.max(into[at + 2], box[from + 2]);
		into[at + 3] = Math.max(into[at + 3], box[from + 3]);
	}

	private void surround(final int level, final int group, final int end) {
		final float[] into = levels[level];
		Arrays.fill(into, 4 * group, 4 * group + 2, Float.MAX_VALUE);
		Arrays.fill(into, 4 * group + 2, 4 * group + 4, -Float.MAX_VALUE);
		for (int i = group * CHILDREN; i < end; i++)
			if (level == 0) include(into, 4 * group, edges, 4 * order[i]);
			else include(into, 4 * group, levels[level - 1], 4 * i);
	}

	/** Visits all boxes that touch a box, or have an edge in common with it; in no order. */
	void visit(final double left, final double top, final double right, final double bottom, final IntConsumer visitor)
	{
		final double[] wanted = { left, top, right, bottom };
		final int last = levels.length - 1;
		for (int group = 0; group < levels[last].length / 4; group++)
			visit(last, group, wanted, visitor);
	}

	private void visit(final int level, final int group, final double[] wanted, final IntConsumer visitor) {
		if (!touches(levels[level], 4 * group, wanted)) return;
		final int below = level == 0 ? order.length : levels[level - 1].length / 4;
		for (int i = group * CHILDREN; i < Math.min(below, (group + 1) * CHILDREN); i++)
			if (level > 0) visit(level - 1, i, wanted, visitor);
			else if (touches(edges, 4 * order[i], wanted)) visitor.accept(order[i]);
	}

	private static boolean touches(final float[] box, final int at, final double[] wanted) {
		return box[at] <= wanted[2] && box[at + 1] <= wanted[3] && box[at + 2] >= wanted[0]
			&& box[at + 3] >= wanted[1];
	}
}
