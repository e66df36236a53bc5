package org.coverslip.annotation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/** Points, to be found by a box: in columns of about as many points as there are columns. Immutable. */
final class PointIndex {

	/** What is done with a point that is found. */
	@FunctionalInterface
	interface Visitor {

		void visit(int point) throws IOException;
	}

	private final double[] x;
	private final double[] y;
	/** The points, column by column from left to right, in each from top to bottom. */
	private final int[] order;
	private final int columnSize;
	private final double[] columnStart;
	private final double[] columnEnd;

	/**
	 * @param x
	 *            of each point; not copied, not to be altered
	 * @param count
	 *            so many of them are there
	 */
	PointIndex(final double[] x, final double[] y, final int count) {
		this.x = x;
		this.y = y;
		columnSize = (int) Math.sqrt(count) + 1;
		final int columns = (count + columnSize - 1) / columnSize;
		columnStart = new double[columns];
		columnEnd = new double[columns];
		final Integer[] sorted = new Integer[count];
		Arrays.setAll(sorted, i -> i);
		Arrays.sort(sorted, Comparator.comparingDouble(i -> x[i]));
		for (int column = 0; column < columns; column++) {
			final int start = column * columnSize;
			final int end = Math.min(count, start + columnSize);
			columnStart[column] = x[sorted[start]];
			columnEnd[column] = x[sorted[end - 1]];
			Arrays.sort(sorted, start, end, Comparator.comparingDouble(i -> y[i]));
		}
		order = new int[count];
		Arrays.setAll(order, i -> sorted[i]);
	}

	/** Visits all points in a box, or on its edge. */
	void visit(final double minX, final double minY, final double maxX, final double maxY, final Visitor visitor)
		throws IOException
	{
		for (int column = firstColumn(minX); column < columnStart.length && columnStart[column] <= maxX; column++) {
			final int end = Math.min(order.length, (column + 1) * columnSize);
			for (int i = firstIn(column * columnSize, end, minY); i < end && y[order[i]] <= maxY; i++)
				if (x[order[i]] >= minX && x[order[i]] <= maxX) visitor.visit(order[i]);
		}
	}

	private int firstColumn(final double minX) {
		int low = 0;
		int high = columnEnd.length;
		while (low < high) {
			final int middle = (low + high) >>> 1;
			if (columnEnd[middle] < minX) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private int firstIn(final int start, final int end, final double minY) {
		int low = start;
		int high = end;
		while (low < high) {
			final int middle = (low + high) >>> 1;
			if (y[order[middle]] < minY) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
