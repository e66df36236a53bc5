package org.coverslip.annotation.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides the boundary of a piece of pixels into rings that pass no corner twice: one shell, which goes around it with
 * the clock, and holes, which go against it. Rings may touch at corners, as they may in any valid polygon. For one
 * thread.
 */
final class SimpleRings {

	private static final int NOWHERE = -1;

	private int[] shell;
	private final List<int[]> holes = new ArrayList<>();
	/** The corners of the ring that is looked at, up to one that was passed before: x and y in turn. */
	private int[] path = new int[256];
	private int length;
	/** Where in the path corners are: a table of positions, by what their coordinates mix to. */
	private int[] table = new int[256];

	/**
	 * Divides a piece's boundary.
	 *
	 * @param boundary
	 *            closed ways, x and y of corners in turn
	 */
	void divide(final List<int[]> boundary) {
		shell = null;
		holes.clear();
		for (final int[] way : boundary)
			if (way.length <= 8) add(way); // four corners are a box
			else divide(way);
		if (shell == null) throw new IllegalStateException("a piece of pixels without an outer boundary");
	}

	/** The ring around the piece. */
	int[] shell() {
		return shell;
	}

	/** The rings around what it leaves out; not to be kept beyond the next piece. */
	List<int[]> holes() {
		return holes;
	}

	private void divide(final int[] way) {
		if (path.length < way.length) path = new int[way.length];
		final int size = Integer.highestOneBit(way.length) << 1;
		if (table.length < size) table = new int[size];
		Arrays.fill(table, 0, size, NOWHERE);
		length = 0;
		for (int i = 0; i < way.length; i += 2) {
			final int slot = slot(way[i], way[i + 1], size - 1);
			final int before = table[slot];
			if (before != NOWHERE && before < length && path[before] == way[i] && path[before + 1] == way[i + 1]) {
				add(Arrays.copyOfRange(path, before, length));
				length = before;
			}
			table[slot] = length;
			path[length++] = way[i];
			path[length++] = way[i + 1];
		}
		add(Arrays.copyOf(path, length));
	}

	/** The place of a corner in the table: its own, or the next free one. */
	private int slot(final int x, final int y, final int mask) {
		int slot = x * 0x9E3779B1 ^ Integer.rotateLeft(y * 0x85EBCA77, 13);
		slot = (slot ^ slot >>> 15) & mask;
		while (table[slot] != NOWHERE && !(xAt(table[slot]) == x && yAt(table[slot]) == y))
			slot = slot + 1 & mask;
		return slot;
	}

	private int xAt(final int position) {
		return path[position];
	}

	private int yAt(final int position) {
		return path[position + 1];
	}

	private void add(final int[] ring) {
		if (doubleArea(ring) > 0) {
			if (shell != null) throw new IllegalStateException("a piece of pixels with two outer boundaries");
			shell = ring;
		}
		else holes.add(ring);
	}

	/** Twice the number of pixels within a ring; below 0 if it goes against the clock, as seen with y downwards. */
	static long doubleArea(final int[] ring) {
		long area = 0;
		int before = ring.length - 2;
		for (int i = 0; i < ring.length; i += 2) {
			area += (long) ring[before] * ring[i + 1] - (long) ring[i] * ring[before + 1];
			before = i;
		}
		return area;
	}
}
