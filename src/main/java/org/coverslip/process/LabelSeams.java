package org.coverslip.process;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.coverslip.geom.Region;

/**
 * Joins objects across the seams of tiles, and numbers them. While it does so, an object of a tile has a number of 64
 * bits: that of the tile's first one and its own. For one thread.
 */
final class LabelSeams {

	private static final long NONE = Long.MAX_VALUE;

	private final TileRun run;
	private final Map<Long, FoundLabels.Kept> tiles;
	private final boolean areMasks;
	private final LabelRuns runs;
	/** Numbers of the tiles' first objects. */
	private final Map<Long, Long> bases = new HashMap<>();
	private final DisjointSets sets;
	/** The first pixel of each, counted through planes and rows. */
	private final long[] firsts;
	/** First and last column and row of each, in turn, where objects are chosen by their place; else null. */
	private final int[] boxes;
	/** Pixels along the lower and right edges of tiles that are done. */
	private final Map<Long, Strip> lower = new HashMap<>();
	private final Map<Long, Strip> right = new HashMap<>();

	/** Pixels of a tile and, for labels, of its halo, along a seam. */
	private record Strip(Region area, int[] numbers) {}

	/**
	 * Numbers of the objects of tiles in the result.
	 *
	 * @param bases
	 *            of the tiles
	 * @param last
	 *            by the joint numbers of 64 bits; 0 for what is not wanted
	 * @param count
	 *            how many objects there are
	 */
	record Numbers(Map<Long, Long> bases, int[] last, long count) {

		int of(final long tile, final int local) {
			return last[(int) (bases.get(tile) + local - 1)];
		}
	}

	/**
	 * @param tiles
	 *            by their numbers, in order
	 */
	LabelSeams(final TileRun run, final Map<Long, FoundLabels.Kept> tiles, final boolean areMasks,
		final LabelRuns runs) throws IOException
	{
		this.run = run;
		this.tiles = tiles;
		this.areMasks = areMasks;
		this.runs = runs;
		long total = 0;
		for (final Map.Entry<Long, FoundLabels.Kept> tile : tiles.entrySet()) {
			bases.put(tile.getKey(), total);
			total += areMasks ? tile.getValue().componentCount() : tile.getValue().labelCount();
		}
		if (total > Integer.MAX_VALUE / Long.BYTES)
			throw new IOException("the tiles have " + total + " objects together, which are too many to be numbered");
		sets = new DisjointSets((int) total);
		firsts = new long[(int) total];
		Arrays.fill(firsts, NONE);
		boxes = run.where().isEmpty() ? null : new int[Math.toIntExact(4 * total)];
	}

	Numbers numbers() throws IOException {
		for (final Map.Entry<Long, FoundLabels.Kept> entry : tiles.entrySet()) {
			final long number = entry.getKey();
			final Region tile = run.plan().tile(number % run.plan().count());
			final Strip all = areMasks ? new Strip(tile, runs.get(entry.getValue().components()))
				: new Strip(entry.getValue().area(), runs.get(entry.getValue().labels()));
			look(number, new Strip(tile, TileLabels.part(all.numbers, all.area, tile)), tile);
			if (areMasks) joinMasks(number, all);
			else joinLabels(number, all, tile);
			lower.remove(number - run.plan().columns() - 1);
			right.remove(number - 1);
			final int reach = areMasks ? 0 : 1;
			right.put(number, strip(all,
				new Region(tile.endX() - 1, tile.y() - reach, 1 + reach, tile.height() + 2 * reach)));
			lower.put(number, strip(all,
				new Region(tile.x() - reach, tile.endY() - 1, tile.width() + 2 * reach, 1 + reach)));
		}
		return compacted();
	}

	private static Strip strip(final Strip all, final Region wanted) {
		final Region area = wanted.intersect(all.area);
		return new Strip(area, TileLabels.part(all.numbers, all.area, area));
	}

	private long object(final long number, final int local) {
		return bases.get(number) + local - 1;
	}

	/** Notes where the objects of a tile are in it. */
	private void look(final long number, final Strip inTile, final Region tile) {
		final long base = bases.get(number) - 1;
		final long width0 = run.plan().picture().width();
		final long plane = number / run.plan().count() * width0 * run.plan().picture().height();
		final int width = (int) tile.width();
		for (int i = 0; i < inTile.numbers.length; i++) {
			if (inTile.numbers[i] == 0) continue;
			final int object = (int) (base + inTile.numbers[i]);
			final long x = tile.x() + i % width;
			final long y = tile.y() + i / width;
			final boolean isFirst = firsts[object] == NONE;
			if (isFirst) firsts[object] = plane + y * width0 + x;
			if (boxes != null) grow(object, isFirst, (int) x, (int) y, (int) x, (int) y);
		}
	}

	private void grow(final int object, final boolean isFirst, final int x, final int y, final int lastX,
		final int lastY)
	{
		final int at = 4 * object;
		boxes[at] = isFirst ? x : Math.min(boxes[at], x);
		boxes[at + 1] = isFirst ? y : Math.min(boxes[at + 1], y);
		boxes[at + 2] = isFirst ? lastX : Math.max(boxes[at + 2], lastX);
		boxes[at + 3] = isFirst ? lastY : Math.max(boxes[at + 3], lastY);
	}

	/** Joins what touches pixels of the tiles to the left and above, at a side or a corner. */
	private void joinMasks(final long number, final Strip tile) {
		final long columns = run.plan().columns();
		final long column = number % run.plan().count() % columns;
		if (column > 0) touch(number - 1, right.get(number - 1), number,
			strip(tile, new Region(tile.area.x(), tile.area.y(), 1, tile.area.height())));
		if (number % run.plan().count() < columns) return;
		final Strip upper = strip(tile, new Region(tile.area.x(), tile.area.y(), tile.area.width(), 1));
		for (long beside = Math.max(0, column - 1); beside <= Math.min(columns - 1, column + 1); beside++)
			touch(number - columns - column + beside, lower.get(number - columns - column + beside), number, upper);
	}

	/** Joins what touches in two rows, or columns, one beside the other. */
	private void touch(final long before, final Strip done, final long number, final Strip own) {
		if (done == null) return;
		for (int i = 0; i < own.numbers.length; i++) {
			if (own.numbers[i] == 0) continue;
			final long x = own.area.x() + i % own.area.width();
			final long y = own.area.y() + i / own.area.width();
			final Region around = new Region(x - 1, y - 1, 3, 3).intersect(done.area);
			for (long ny = around.y(); ny < around.endY(); ny++)
				for (long nx = around.x(); nx < around.endX(); nx++) {
					final int there = done.numbers[(int) ((ny - done.area.y()) * done.area.width() + nx
						- done.area.x())];
					if (there != 0) sets.join(object(before, there), object(number, own.numbers[i]));
				}
		}
	}

	/** Joins what is the same along the seams to the left and above. */
	private void joinLabels(final long number, final Strip all, final Region tile) {
		final long columns = run.plan().columns();
		final long inPlane = number % run.plan().count();
		if (inPlane % columns > 0) compare(number - 1, right.get(number - 1), number, all, true);
		if (inPlane >= columns) compare(number - columns, lower.get(number - columns), number, all, false);
	}

	private void compare(final long before, final Strip done, final long number, final Strip all,
		final boolean isUpright)
	{
		if (done == null) return;
		final Strip own = strip(all, done.area);
		// a seam that both show has pixels on either side
		if ((isUpright ? own.area.width() : own.area.height()) < 2) return;
		final int[] others = TileLabels.part(done.numbers, done.area, own.area);
		final int width = (int) own.area.width();
		SeamRuns.compare(others, own.numbers, width, isUpright,
			(there, here) -> sets.join(object(before, there), object(number, here)));
		SeamRuns.compare(own.numbers, others, width, isUpright,
			(here, there) -> sets.join(object(before, there), object(number, here)));
	}

	/** Numbers without gaps in the order of first pixels. */
	private Numbers compacted() {
		for (int i = 0; i < firsts.length; i++) {
			final int root = (int) sets.find(i);
			if (root == i || firsts[i] == NONE) continue;
			if (boxes != null) grow(root, firsts[root] == NONE, boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2],
				boxes[4 * i + 3]);
			firsts[root] = Math.min(firsts[root], firsts[i]);
		}
		final long[] order = new long[firsts.length];
		int count = 0;
		for (int i = 0; i < firsts.length; i++)
			if (sets.find(i) == i && firsts[i] != NONE && isWanted(i)) order[count++] = firsts[i];
		Arrays.sort(order, 0, count);
		final int[] last = new int[firsts.length];
		for (int i = 0; i < last.length; i++)
			last[i] = Math.max(0, Arrays.binarySearch(order, 0, count, firsts[(int) sets.find(i)]) + 1);
		return new Numbers(bases, last, count);
	}

	private boolean isWanted(final int object) {
		return boxes == null || run.wants((boxes[4 * object] + boxes[4 * object + 2] + 1) / 2.0,
			(boxes[4 * object + 1] + boxes[4 * object + 3] + 1) / 2.0);
	}
}
