package org.coverslip.annotation.mask;

import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;

/**
 * Which areas may have pixels in which cell of a grid, in the order in which they were added. What reaches over many
 * cells is kept in a list of its own, so that memory does not grow with sizes. Immutable; made from boxes.
 */
final class AreaCells {

	/** What touches more cells is looked at in each cell. */
	private static final long MANY_CELLS = 256;

	private final UniformTileGrid grid;
	private final Boxes boxes;
	private final int[] firsts;
	private final int[] members;
	private final int[] large;

	/** Boxes of pixels, one after the other. */
	static final class Boxes {

		private int[] edges = new int[1 << 12];
		private int count;

		void add(final Region box) {
			if (4 * count == edges.length) edges = Arrays.copyOf(edges, Math.multiplyExact(2, edges.length));
			edges[4 * count] = (int) box.x();
			edges[4 * count + 1] = (int) box.y();
			edges[4 * count + 2] = (int) box.endX();
			edges[4 * count + 3] = (int) box.endY();
			count++;
		}

		int count() {
			return count;
		}

		boolean touches(final int index, final Region region) {
			return edges[4 * index] < region.endX() && edges[4 * index + 1] < region.endY()
				&& edges[4 * index + 2] > region.x() && edges[4 * index + 3] > region.y();
		}
	}

	/**
	 * @param grid
	 *            whose tiles are the cells
	 * @param boxes
	 *            within the grid, none of them empty; not changed any more
	 */
	AreaCells(final UniformTileGrid grid, final Boxes boxes) {
		this.grid = grid;
		this.boxes = boxes;
		firsts = new int[Math.toIntExact(grid.tileCount()) + 1];
		int many = 0;
		for (int i = 0; i < boxes.count(); i++)
			if (isLarge(i)) many++;
			else forCells(i, cell -> firsts[cell + 1]++);
		for (int cell = 1; cell < firsts.length; cell++)
			firsts[cell] = Math.addExact(firsts[cell], firsts[cell - 1]);
		members = new int[firsts[firsts.length - 1]];
		large = new int[many];
		final int[] next = firsts.clone();
		int nextLarge = 0;
		for (int i = 0; i < boxes.count(); i++) {
			final int area = i;
			if (isLarge(i)) large[nextLarge++] = i;
			else forCells(i, cell -> members[next[cell]++] = area);
		}
	}

	/** Takes the number of a cell or an area. */
	@FunctionalInterface
	interface Visitor {

		void visit(int number);
	}

	private boolean isLarge(final int index) {
		final long columns = column(boxes.edges[4 * index + 2] - 1) - column(boxes.edges[4 * index]) + 1;
		final long rows = row(boxes.edges[4 * index + 3] - 1) - row(boxes.edges[4 * index + 1]) + 1;
		return columns * rows > MANY_CELLS;
	}

	private long column(final int x) {
		return x / grid.tileWidth();
	}

	private long row(final int y) {
		return y / grid.tileHeight();
	}

	private void forCells(final int index, final Visitor visitor) {
		for (long row = row(boxes.edges[4 * index + 1]); row <= row(boxes.edges[4 * index + 3] - 1); row++)
			for (long col = column(boxes.edges[4 * index]); col <= column(boxes.edges[4 * index + 2] - 1); col++)
				visitor.visit((int) (row * grid.columns() + col));
	}

	/** Shows all areas whose boxes touch a cell, in their order. */
	void forAreas(final int cell, final Visitor visitor) {
		final Region region = grid.tileRegion(cell);
		int at = firsts[cell];
		for (final int area : large) {
			if (!boxes.touches(area, region)) continue;
			while (at < firsts[cell + 1] && members[at] < area)
				visitor.visit(members[at++]);
			visitor.visit(area);
		}
		while (at < firsts[cell + 1])
			visitor.visit(members[at++]);
	}
}
