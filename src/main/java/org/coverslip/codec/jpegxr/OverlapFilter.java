package org.coverslip.codec.jpegxr;

/**
 * Which overlap operator belongs where: squares of samples at the corners where four blocks meet, lines along the edges
 * of the image and of hard tiles, and a special operator at their corners (T.832). Works on a raster of samples, or of
 * DC coefficients, one horizontal border between blocks at a time. Immutable.
 */
final class OverlapFilter {

	private final OverlapOperators operators;
	private final int stride;

	/** Columns of the edges: 0, borders of hard tiles, and the width. */
	private final int[] edges;

	/** Whether blocks are 2 by 2 rather than 4 by 4. */
	private final boolean small;

	/**
	 * @param stride
	 *            from row to row of the raster
	 * @param edges
	 *            columns of edges, ascending, from 0 to the width
	 * @param small
	 *            whether these are DC coefficients of a component with two blocks side by side in a macroblock
	 */
	OverlapFilter(final OverlapOperators operators, final int stride, final int[] edges, final boolean small) {
		this.operators = operators;
		this.stride = stride;
		this.edges = edges;
		this.small = small;
	}

	/** Smooths across a border within the image. */
	void acrossBorder(final int[] p, final int rowBelow) {
		final int row = rowBelow - (small ? 1 : 2) * stride;
		for (int e = 0; e + 1 < edges.length; e++) {
			final int left = row + edges[e];
			final int right = row + edges[e + 1];
			if (small) {
				operators.pair(p, left, stride);
				operators.pair(p, right - 1, stride);
				for (int x = left + 1; x < right - 1; x += 2)
					operators.smallSquare(p, x, stride);
			}
			else {
				operators.line(p, left, stride);
				operators.line(p, left + 1, stride);
				operators.line(p, right - 2, stride);
				operators.line(p, right - 1, stride);
				operators.squares(p, left + 2, stride, (right - left) / 4 - 1);
			}
		}
	}

	/** Smooths the first rows below an upper edge. */
	void belowEdge(final int[] p, final int rowBelow) {
		alongEdge(p, rowBelow);
	}

	/** Smooths the last rows above a lower edge. */
	void aboveEdge(final int[] p, final int rowBelow) {
		alongEdge(p, rowBelow - (small ? 1 : 2) * stride);
	}

	private void alongEdge(final int[] p, final int row) {
		for (int e = 0; e + 1 < edges.length; e++) {
			final int left = row + edges[e];
			final int right = row + edges[e + 1];
			if (small) alongSmallEdge(p, left, right);
			else {
				operators.corner(p, left, stride);
				operators.corner(p, right - 2, stride);
				for (int x = left + 2; x < right - 2; x += 4) {
					operators.line(p, x, 1);
					operators.line(p, x + stride, 1);
				}
			}
		}
	}

	/** Corners have no operator here: they keep their difference from the sample beside them. */
	private void alongSmallEdge(final int[] p, final int left, final int right) {
		final int leftDifference = p[left] - p[left + 1];
		final int rightDifference = p[right - 1] - p[right - 2];
		for (int x = left + 1; x < right - 1; x += 2)
			operators.pair(p, x, 1);
		if (!operators.hasCorners()) return;
		if (right - left > 2) {
			p[left] = leftDifference + p[left + 1];
			p[right - 1] = rightDifference + p[right - 2];
		}
		// a single macroblock: the reference decoder uses its left corner twice
		else p[left] = 0;
	}
}
