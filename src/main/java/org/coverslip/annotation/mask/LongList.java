package org.coverslip.annotation.mask;

import java.util.Arrays;

/** Numbers in their order. Added by one thread, then read by any. */
final class LongList {

	private long[] values = new long[1 << 10];
	private int size;

	void add(final long value) {
		if (size == values.length) values = Arrays.copyOf(values, Math.multiplyExact(2, size));
		values[size++] = value;
	}

	long get(final int index) {
		return values[index];
	}

	int size() {
		return size;
	}
}
