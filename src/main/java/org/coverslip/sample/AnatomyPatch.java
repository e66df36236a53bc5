package org.coverslip.sample;

/** The part of an {@link Anatomy} around one tile, worked out at the map's points and interpolated between them. */
final class AnatomyPatch {

	private static final int N = Anatomy.QUANTITIES;

	private final int firstCol;
	private final int firstRow;
	private final int columns;
	private final float[] points;

	/**
	 * @param x0
	 *            left edge of the area that will be asked for, in level-0 pixels
	 * @param y0
	 *            its top edge
	 * @param width
	 *            its width in level-0 pixels
	 * @param height
	 *            its height in level-0 pixels
	 */
	AnatomyPatch(final Anatomy anatomy, final int x0, final int y0, final int width, final int height) {
		firstCol = Math.floorDiv(x0, Anatomy.SPACING);
		firstRow = Math.floorDiv(y0, Anatomy.SPACING);
		columns = Math.floorDiv(x0 + width, Anatomy.SPACING) - firstCol + 2;
		final int rows = Math.floorDiv(y0 + height, Anatomy.SPACING) - firstRow + 2;
		points = new float[columns * rows * N];
		for (int row = 0; row < rows; row++)
			for (int col = 0; col < columns; col++)
				anatomy.describe((firstCol + col) * Anatomy.SPACING, (firstRow + row) * Anatomy.SPACING, points,
					(row * columns + col) * N);
	}

	/** Whether no tissue lies in the area. */
	boolean isGlass() {
		return largest(Anatomy.INSIDE) < -Anatomy.SPACING;
	}

	/** Whether part of the area is thicker than one layer. */
	boolean isFolded() {
		return largest(Anatomy.THICKNESS) > 1;
	}

	private float largest(final int quantity) {
		float largest = Float.NEGATIVE_INFINITY;
		for (int i = quantity; i < points.length; i += N)
			largest = Math.max(largest, points[i]);
		return largest;
	}

	/**
	 * Starts a walk along a row: the quantities change evenly from one position to the next as far as the map's next
	 * point.
	 *
	 * @param start
	 *            receives all quantities at the map's last point left of or at the position, interpolated between rows
	 *            only
	 * @param slope
	 *            receives how much each grows with each level-0 pixel to the right
	 * @return the column of that point, in level-0 pixels
	 */
	int walk(final int x0, final int y0, final float[] start, final float[] slope) {
		final int col = Math.floorDiv(x0, Anatomy.SPACING);
		final int row = Math.floorDiv(y0, Anatomy.SPACING) - firstRow;
		final float fy = Math.floorMod(y0, Anatomy.SPACING) / (float) Anatomy.SPACING;
		final int top = (row * columns + col - firstCol) * N;
		final int bottom = top + columns * N;
		for (int i = 0; i < N; i++) {
			final float left = points[top + i] + (points[bottom + i] - points[top + i]) * fy;
			final float right = points[top + N + i] + (points[bottom + N + i] - points[top + N + i]) * fy;
			start[i] = left;
			slope[i] = (right - left) / Anatomy.SPACING;
		}
		return col * Anatomy.SPACING;
	}

	/** All quantities at a position of the area. */
	void describe(final int x0, final int y0, final float[] to) {
		final int col = Math.floorDiv(x0, Anatomy.SPACING) - firstCol;
		final int row = Math.floorDiv(y0, Anatomy.SPACING) - firstRow;
		final float fx = Math.floorMod(x0, Anatomy.SPACING) / (float) Anatomy.SPACING;
		final float fy = Math.floorMod(y0, Anatomy.SPACING) / (float) Anatomy.SPACING;
		final int top = (row * columns + col) * N;
		final int bottom = top + columns * N;
		for (int i = 0; i < N; i++) {
			final float a = points[top + i] + (points[top + N + i] - points[top + i]) * fx;
			final float b = points[bottom + i] + (points[bottom + N + i] - points[bottom + i]) * fx;
			to[i] = a + (b - a) * fy;
		}
	}

	/** The unit vector along the fibres at a position of the area. */
	void fibre(final int x0, final int y0, final float[] to) {
		final int col = Math.floorDiv(x0, Anatomy.SPACING) - firstCol;
		final int row = Math.floorDiv(y0, Anatomy.SPACING) - firstRow;
		final int at = (row * columns + col) * N + Anatomy.ACROSS;
		final float gx = points[at + N] - points[at];
		final float gy = points[at + columns * N] - points[at];
		final float length = (float) Math.sqrt(gx * gx + gy * gy) + 1e-6f;
		to[0] = gy / length;
		to[1] = -gx / length;
	}
}
