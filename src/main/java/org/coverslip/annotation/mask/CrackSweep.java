package org.coverslip.annotation.mask;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.coverslip.annotation.mask.CrackChains.End;

/**
 * Finds the boundaries of all pieces of a label image, which run between pixels, in one pass over its rows. What is
 * kept is the row before, the boundaries of pieces that have not ended, and nothing of those that have.
 * <p>
 * Pixels of a piece are connected by their sides. Where two of its pixels touch at a corner only, the boundary keeps
 * them apart, so that a ring may pass a corner twice; {@link SimpleRings} divides it there. For one thread.
 */
final class CrackSweep {

	private final CrackChains chains = new CrackChains();
	private final boolean corners;
	private final PieceSink sink;
	private Front above = new Front();
	private Front below = new Front();
	private int y;

	/** Takes pieces when their last row has passed. */
	@FunctionalInterface
	interface PieceSink {

		/**
		 * @param label
		 *            an unsigned number
		 * @param pieces
		 *            of each piece that counts to it the rings of its boundary: x and y of its corners in turn, in
		 *            pixels' edges
		 */
		void put(int label, List<List<int[]>> pieces) throws IOException;
	}

	/** A row of runs with what is open at their lower ends. */
	private static final class Front {

		private static final int NOBODY = -1;

		private LabelRow row = new LabelRow();
		private Piece[] pieces = new Piece[64];
		/** The tails of chains that end at the runs' left sides, and the heads of those at their right sides. */
		private End[] lefts = new End[64];
		private End[] rights = new End[64];
		/** The last run of the other row that continues a run. */
		private int[] partners = new int[64];

		void begin() {
			final int count = row.count();
			if (pieces.length < count) {
				pieces = Arrays.copyOf(pieces, 2 * count);
				lefts = Arrays.copyOf(lefts, 2 * count);
				rights = Arrays.copyOf(rights, 2 * count);
				partners = Arrays.copyOf(partners, 2 * count);
			}
			Arrays.fill(pieces, 0, count, null);
			Arrays.fill(partners, 0, count, NOBODY);
		}
	}

	/**
	 * @param corners
	 *            whether pieces of a label that touch at corners count as one
	 */
	CrackSweep(final boolean corners, final PieceSink sink) {
		this.corners = corners;
		this.sink = sink;
	}

	/** The row to be filled for the next call of {@link #next}. */
	LabelRow row() {
		return below.row;
	}

	/** Goes over the row that was filled. */
	void next() throws IOException {
		below.begin();
		Arrays.fill(above.partners, 0, above.row.count(), Front.NOBODY);
		pair();
		continueRuns();
		beginRuns();
		for (int b = 0; b < below.row.count(); b++)
			below.pieces[b].find().reaches(y);
		for (int a = 0; a < above.row.count(); a++) {
			final Piece piece = above.pieces[a].find();
			final List<List<int[]>> ended = piece.endedBefore(y);
			if (ended != null) sink.put(piece.label(), ended);
		}
		final Front before = above;
		above = below;
		below = before;
		below.row.clear();
		y++;
	}

	/** Goes over the end of the last row. */
	void finish() throws IOException {
		below.row.clear();
		next();
	}

	/** Looks at all runs of both rows that have columns or a corner in common, from left to right. */
	private void pair() {
		final LabelRow up = above.row;
		final LabelRow low = below.row;
		int a = 0;
		int b = 0;
		while (a < up.count() && b < low.count()) {
			final boolean alike = up.label(a) == low.label(b);
			if (alike && up.start(a) < low.end(b) && low.start(b) < up.end(a)) meet(a, b);
			else if (alike && (up.end(a) == low.start(b) || low.end(b) == up.start(a))) touch(a, b);
			if (up.end(a) == low.end(b) && b + 1 < low.count() && low.start(b + 1) == up.end(a)
				&& up.label(a) == low.label(b + 1)) touch(a, b + 1);
			if (up.end(a) <= low.end(b)) a++;
			else b++;
		}
	}

	private void touch(final int a, final int b) {
		if (!corners) return;
		if (below.pieces[b] == null) below.pieces[b] = new Piece(below.row.label(b), true);
		Piece.touch(above.pieces[a].find(), below.pieces[b].find());
	}

	/** Two runs with columns in common: what lies between them and the pair before is a piece of boundary. */
	private void meet(final int a, final int b) {
		final Piece piece = below.pieces[b] == null ? above.pieces[a].find()
			: Piece.unite(above.pieces[a], below.pieces[b]);
		below.pieces[b] = piece;
		if (above.partners[a] != Front.NOBODY) {
			final int before = above.partners[a];
			below.rights[before] = chains.begin(below.row.start(b), y, below.row.end(before), y);
			below.lefts[b] = below.rights[before].other();
		}
		else if (below.partners[b] != Front.NOBODY) {
			final int before = below.partners[b];
			chains.append(above.rights[before], above.row.end(before), y);
			chains.append(above.rights[before], above.row.start(a), y);
			close(piece, above.rights[before], above.lefts[a]);
		}
		else {
			below.lefts[b] = above.lefts[a];
			if (below.row.start(b) != above.row.start(a)) {
				chains.prepend(below.lefts[b], above.row.start(a), y);
				chains.prepend(below.lefts[b], below.row.start(b), y);
			}
		}
		above.partners[a] = b;
		below.partners[b] = a;
	}

	private void close(final Piece piece, final End head, final End tail) {
		final int[] ring = chains.join(head, tail);
		if (ring != null) piece.find().add(ring);
	}

	/** The right ends of runs that go on, and the lower ends of those that do not. */
	private void continueRuns() {
		for (int a = 0; a < above.row.count(); a++) {
			final int b = above.partners[a];
			final End head = above.rights[a];
			final int end = above.row.end(a);
			if (b == Front.NOBODY) {
				chains.append(head, end, y);
				chains.append(head, above.row.start(a), y);
				close(above.pieces[a], head, above.lefts[a]);
			}
			else if (below.partners[b] == a) {
				below.rights[b] = head;
				if (below.row.end(b) == end) continue;
				chains.append(head, end, y);
				chains.append(head, below.row.end(b), y);
			}
		}
	}

	/** The upper ends of runs that begin. */
	private void beginRuns() {
		for (int b = 0; b < below.row.count(); b++) {
			if (below.partners[b] != Front.NOBODY) continue;
			if (below.pieces[b] == null) below.pieces[b] = new Piece(below.row.label(b), corners);
			below.rights[b] = chains.begin(below.row.start(b), y, below.row.end(b), y);
			below.lefts[b] = below.rights[b].other();
		}
	}
}
