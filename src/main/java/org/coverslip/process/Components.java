package org.coverslip.process;

import java.util.Arrays;

/**
 * Connected pixels: those that touch at a side or a corner are of one component, as in ImageJ's Analyze Particles.
 *
 * @param numbers
 *            of the pixels' components, from 1 on in the order of their first pixels, row by row; 0 for no pixel
 * @param count
 *            how many there are
 */
record Components(int[] numbers, int count) {

	/**
	 * @param pixels
	 *            row by row, 0 where there is none
	 * @param width
	 *            of a row
	 */
	static Components of(final int[] pixels, final int width) {
		final int[] numbers = new int[pixels.length];
		int[] parents = new int[1 << 10];
		int made = 0;
		for (int i = 0, x = 0; i < pixels.length; i++, x = x + 1 == width ? 0 : x + 1) {
			if (pixels[i] == 0) continue;
			final int left = x > 0 ? numbers[i - 1] : 0;
			final int above = i >= width ? numbers[i - width] : 0;
			final int before = i >= width && x > 0 ? numbers[i - width - 1] : 0;
			final int after = i >= width && x + 1 < width ? numbers[i - width + 1] : 0;
			if (above != 0) numbers[i] = above; // touches all the others
			else {
				final int one = left != 0 ? left : before; // these touch each other, if both are there
				if (one != 0 && after != 0) join(one, after, parents);
				numbers[i] = one != 0 ? one : after;
			}
			if (numbers[i] != 0) continue;
			if (++made == parents.length) parents = Arrays.copyOf(parents, 2 * made);
			parents[made] = made;
			numbers[i] = made;
		}
		return new Components(numbers, renumber(numbers, parents, made));
	}

	private static int root(final int number, final int[] parents) {
		int at = number;
		while (parents[at] != at) {
			parents[at] = parents[parents[at]];
			at = parents[at];
		}
		return at;
	}

	private static void join(final int one, final int other, final int[] parents) {
		final int first = root(one, parents);
		final int second = root(other, parents);
		parents[Math.max(first, second)] = Math.min(first, second);
	}

	private static int renumber(final int[] numbers, final int[] parents, final int made) {
		final int[] last = new int[made + 1];
		int count = 0;
		for (int i = 1; i <= made; i++) { // a number that was given earlier belongs to an earlier pixel
			final int root = root(i, parents);
			last[i] = root == i ? ++count : last[root];
		}
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = last[numbers[i]];
		return count;
	}
}
