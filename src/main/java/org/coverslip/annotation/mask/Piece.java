package org.coverslip.annotation.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a label image that has not ended yet: pixels of one label that are connected by their sides. Pieces that
 * turn out to be one are united. For one thread.
 */
final class Piece {

	private final int label;
	private Piece united;
	private int weight = 1;
	private List<int[]> rings = List.of();
	private int lastRow = -1;
	private boolean ended;
	private Cluster cluster;

	/**
	 * Pieces that count as one, since they touch at corners.
	 */
	static final class Cluster {

		private Cluster united;
		private int open = 1;
		private List<List<int[]>> ended = List.of();

		private Cluster find() {
			Cluster cluster = this;
			while (cluster.united != null)
				cluster = cluster.united;
			return cluster;
		}
	}

	/**
	 * @param corners
	 *            whether pieces that touch at corners are to be told of
	 */
	Piece(final int label, final boolean corners) {
		this.label = label;
		cluster = corners ? new Cluster() : null;
	}

	int label() {
		return label;
	}

	/** The piece that this one is now. */
	Piece find() {
		Piece root = this;
		while (root.united != null)
			root = root.united;
		Piece piece = this;
		while (piece.united != null) {
			final Piece next = piece.united;
			piece.united = root;
			piece = next;
		}
		return root;
	}

	/** Has two pieces be one. */
	static Piece unite(final Piece one, final Piece other) {
		final Piece a = one.find();
		final Piece b = other.find();
		if (a == b) return a;
		final Piece root = a.weight >= b.weight ? a : b;
		final Piece leaf = root == a ? b : a;
		leaf.united = root;
		root.weight += leaf.weight;
		root.rings = joined(root.rings, leaf.rings);
		leaf.rings = null;
		root.lastRow = Math.max(root.lastRow, leaf.lastRow);
		if (root.cluster != null) {
			touch(root, leaf);
			root.cluster.find().open--;
			leaf.cluster = null;
		}
		return root;
	}

	/** Has two pieces count as one. */
	static void touch(final Piece one, final Piece other) {
		final Cluster a = one.cluster.find();
		final Cluster b = other.cluster.find();
		if (a == b) return;
		final Cluster root = a.ended.size() >= b.ended.size() ? a : b;
		final Cluster leaf = root == a ? b : a;
		leaf.united = root;
		root.open += leaf.open;
		root.ended = joined(root.ended, leaf.ended);
		leaf.ended = null;
	}

	/** The longer list with what the other one holds. */
	private static <T> List<T> joined(final List<T> one, final List<T> other) {
		if (other.isEmpty()) return one;
		if (one.isEmpty()) return other;
		final List<T> longer = one.size() >= other.size() ? one : other;
		longer.addAll(longer == one ? other : one);
		return longer;
	}

	/** Adds a ring of its boundary, x and y in turn; of this piece only, which {@link #find()} returned. */
	void add(final int[] ring) {
		if (rings.isEmpty()) rings = new ArrayList<>(1);
		rings.add(ring);
	}

	/** It has pixels in this row. */
	void reaches(final int row) {
		lastRow = row;
	}

	/**
	 * Ends it, if it has no pixels in a row and has not been ended before.
	 *
	 * @return the rings of all pieces that count as one with it, if it is the last of them; else null
	 */
	List<List<int[]>> endedBefore(final int row) {
		if (ended || lastRow == row) return null;
		ended = true;
		if (cluster == null) return List.of(rings);
		final Cluster of = cluster.find();
		if (of.ended.isEmpty()) of.ended = new ArrayList<>(1);
		of.ended.add(rings);
		return --of.open == 0 ? of.ended : null;
	}
}
