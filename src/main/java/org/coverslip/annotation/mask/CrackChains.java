package org.coverslip.annotation.mask;

import java.util.Arrays;

/**
 * Parts of boundaries that grow at both ends until they close to rings. All go along their area with the area to the
 * right, as seen with y downwards. For one thread.
 */
final class CrackChains {

	private static final int NONE = -1;

	private int[] xs = new int[1 << 10];
	private int[] ys = new int[1 << 10];
	private int[] nexts = new int[1 << 10];
	private int used;
	private int free = NONE;

	/** One end of a chain that is not closed yet; the other one is that of the same chain. */
	static final class End {

		private int node;
		private End other;

		private End(final int node) {
			this.node = node;
		}

		/** The chain's other end. */
		End other() {
			return other;
		}
	}

	/**
	 * Begins a chain of two points.
	 *
	 * @return its head, where it goes on; the other end is its tail
	 */
	End begin(final int fromX, final int fromY, final int toX, final int toY) {
		final End tail = new End(node(fromX, fromY));
		final End head = new End(node(toX, toY));
		nexts[tail.node] = head.node;
		tail.other = head;
		head.other = tail;
		return head;
	}

	/** Goes on to a point. */
	void append(final End head, final int x, final int y) {
		final int node = node(x, y);
		nexts[head.node] = node;
		head.node = node;
	}

	/** Comes from a point. */
	void prepend(final End tail, final int x, final int y) {
		final int node = node(x, y);
		nexts[node] = tail.node;
		tail.node = node;
	}

	/**
	 * Has a chain go on with another one, or with itself.
	 *
	 * @return x and y in turn of the ring that this closes; null if it closes none
	 */
	int[] join(final End head, final End tail) {
		if (head.other == tail) return ring(head, tail);
		nexts[head.node] = tail.node;
		head.other.other = tail.other;
		tail.other.other = head.other;
		return null;
	}

	private int[] ring(final End head, final End tail) {
		int count = 1;
		for (int node = tail.node; node != head.node; node = nexts[node])
			count++;
		final int[] xy = new int[2 * count];
		int node = tail.node;
		for (int i = 0; i < count; i++) {
			xy[2 * i] = xs[node];
			xy[2 * i + 1] = ys[node];
			final int next = nexts[node];
			nexts[node] = free;
			free = node;
			node = next;
		}
		return xy;
	}

	private int node(final int x, final int y) {
		final int node;
		if (free == NONE) {
			if (used == xs.length) {
				final int more = Math.multiplyExact(2, used);
				xs = Arrays.copyOf(xs, more);
				ys = Arrays.copyOf(ys, more);
				nexts = Arrays.copyOf(nexts, more);
			}
			node = used++;
		}
		else {
			node = free;
			free = nexts[node];
		}
		xs[node] = x;
		ys[node] = y;
		nexts[node] = NONE;
		return node;
	}
}
