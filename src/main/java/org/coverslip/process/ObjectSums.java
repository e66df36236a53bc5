package org.coverslip.process;

import java.util.Arrays;

import org.coverslip.geom.Region;

/** How large objects are and where, counted over their pixels. For one thread; objects are counted from 0. */
final class ObjectSums {

	private final long[] pixels;
	private final long[] sumX;
	private final long[] sumY;
	private final int[] minX;
	private final int[] minY;
	private final int[] maxX;
	private final int[] maxY;
	private final int[] planes;

	ObjectSums(final int count) {
		pixels = new long[count];
		sumX = new long[count];
		sumY = new long[count];
		minX = new int[count];
		minY = new int[count];
		maxX = new int[count];
		maxY = new int[count];
		planes = new int[count];
		Arrays.fill(minX, Integer.MAX_VALUE);
		Arrays.fill(minY, Integer.MAX_VALUE);
		Arrays.fill(maxX, -1);
		Arrays.fill(maxY, -1);
	}

	/**
	 * Counts a part of an image.
	 *
	 * @param labels
	 *            of its pixels, row by row, from 1 on; 0 for none
	 * @param area
	 *            where it is
	 * @param plane
	 *            number of its plane, of which each object has one
	 */
	void add(final int[] labels, final Region area, final int plane) {
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) continue;
			final int object = labels[i] - 1;
			final int x = (int) (area.x() + i % area.width());
			final int y = (int) (area.y() + i / area.width());
			pixels[object]++;
			sumX[object] += x;
			sumY[object] += y;
			minX[object] = Math.min(minX[object], x);
			minY[object] = Math.min(minY[object], y);
			maxX[object] = Math.max(maxX[object], x);
			maxY[object] = Math.max(maxY[object], y);
			planes[object] = plane;
		}
	}

	long pixels(final int object) {
		return pixels[object];
	}

	/** The mean column. */
	double x(final int object) {
		return (double) sumX[object] / pixels[object];
	}

	/** The mean row. */
	double y(final int object) {
		return (double) sumY[object] / pixels[object];
	}

	Region box(final int object) {
		return Region.between(minX[object], minY[object], maxX[object] + 1L, maxY[object] + 1L);
	}

	int plane(final int object) {
		return planes[object];
	}
}
