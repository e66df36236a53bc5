package org.coverslip.process;

/** Which members of several are the same thing; each set is known by its least member. For one thread. */
final class DisjointSets {

	private final long[] parents;

	/** Each member by itself. */
	DisjointSets(final int count) {
		parents = new long[count];
		for (int i = 0; i < count; i++)
			parents[i] = i;
	}

	/** The least one of a member's set. */
	long find(final long member) {
		long at = member;
		while (parents[(int) at] != at) {
			parents[(int) at] = parents[(int) parents[(int) at]];
			at = parents[(int) at];
		}
		return at;
	}

	void join(final long one, final long other) {
		final long first = find(one);
		final long second = find(other);
		parents[(int) Math.max(first, second)] = Math.min(first, second);
	}
}
