package org.coverslip.format.mirax;

import java.util.Arrays;

/**
 * Where the images of one record are stored, found by their number in the slide's grid of images. Immutable; 16 bytes
 * an image.
 */
final class ImageTable {

	private final int[] numbers;
	private final int[] files;
	private final int[] offsets;
	private final int[] lengths;

	private ImageTable(final Builder b) {
		numbers = Arrays.copyOf(b.numbers, b.count);
		files = Arrays.copyOf(b.files, b.count);
		offsets = Arrays.copyOf(b.offsets, b.count);
		lengths = Arrays.copyOf(b.lengths, b.count);
	}

	int size() {
		return numbers.length;
	}

	/** The number in the grid of the i-th image; ascending. */
	int number(final int i) {
		return numbers[i];
	}

	/** The place in this table of an image of the grid; negative if it is not stored. */
	int find(final int number) {
		return Arrays.binarySearch(numbers, number);
	}

	Stored stored(final int i) {
		return new Stored(files[i], offsets[i] & 0xffffffffL, lengths[i] & 0xffffffffL);
	}

	/**
	 * A sequence of bytes in a data file.
	 *
	 * @param file
	 *            number of the data file
	 */
	record Stored(int file, long offset, long length) {}

	/** Collects images in the index's order. For one thread. */
	static final class Builder {

		private int[] numbers = new int[16];
		private int[] files = new int[16];
		private int[] offsets = new int[16];
		private int[] lengths = new int[16];
		private int count;

		/** Adds an image; offset and length are unsigned. */
		void add(final int number, final int file, final int offset, final int length) {
			if (count == numbers.length) {
				numbers = Arrays.copyOf(numbers, 2 * count);
				files = Arrays.copyOf(files, 2 * count);
				offsets = Arrays.copyOf(offsets, 2 * count);
				lengths = Arrays.copyOf(lengths, 2 * count);
			}
			numbers[count] = number;
			files[count] = file;
			offsets[count] = offset;
			lengths[count++] = length;
		}

		int count() {
			return count;
		}

		/** The i-th image that was added. */
		Stored stored(final int i) {
			return new Stored(files[i], offsets[i] & 0xffffffffL, lengths[i] & 0xffffffffL);
		}

		/** The table in ascending order; of several images with the same number it has the last. */
		ImageTable build() {
			if (!isAscending()) sort();
			return new ImageTable(this);
		}

		private boolean isAscending() {
			for (int i = 1; i < count; i++)
				if (numbers[i] <= numbers[i - 1]) return false;
			return true;
		}

		private void sort() {
			final long[] keys = new long[count];
			for (int i = 0; i < count; i++)
				keys[i] = (long) numbers[i] << 32 | i;
			Arrays.sort(keys);
			final Builder sorted = new Builder();
			for (int k = 0; k < count; k++) {
				final int i = (int) keys[k];
				if (k + 1 == count || numbers[(int) keys[k + 1]] != numbers[i])
					sorted.add(numbers[i], files[i], offsets[i], lengths[i]);
			}
			numbers = sorted.numbers;
			files = sorted.files;
			offsets = sorted.offsets;
			lengths = sorted.lengths;
			count = sorted.count;
		}
	}
}
