package org.coverslip.deidentify.stream;

/**
 * Where tiles that were copied lie now, by where they lay: directories that share a tile share it in the new file.
 * Takes 32 bytes a tile, and up to twice that. For one thread.
 */
public final class CopiedParts {

	private static final int NUMBERS = 4;
	private static final long MIX = 0x9e3779b97f4a7c15L;

	/** For each slot: old offset, old length (0 for an empty slot), new offset, new length. */
	private long[] slots = new long[1024 * NUMBERS];
	private int count;

	/** The slot of a tile, or the empty one that it would have, as an index of its first number. */
	private int slot(final long offset, final long length) {
		final int size = slots.length / NUMBERS;
		int slot = (int) ((offset * 31 + length) * MIX >>> 33) & size - 1;
		while (slots[slot * NUMBERS + 1] != 0
			&& (slots[slot * NUMBERS] != offset || slots[slot * NUMBERS + 1] != length))
			slot = slot + 1 & size - 1;
		return slot * NUMBERS;
	}

	/** Whether a part was copied. */
	public boolean has(final long offset, final long length) {
		return slots[slot(offset, length) + 1] != 0;
	}

	/** Where it lies now. */
	public long newOffset(final long offset, final long length) {
		return slots[slot(offset, length) + 2];
	}

	/** How long it is now. */
	public long newLength(final long offset, final long length) {
		return slots[slot(offset, length) + 3];
	}

	/**
	 * Remembers a part.
	 *
	 * @param length
	 *            of the old one, &gt; 0
	 */
	public void put(final long offset, final long length, final long newOffset, final long newLength) {
		final int at = slot(offset, length);
		if (slots[at + 1] == 0) count++;
		slots[at] = offset;
		slots[at + 1] = length;
		slots[at + 2] = newOffset;
		slots[at + 3] = newLength;
		if (2 * count > slots.length / NUMBERS) grow();
	}

	private void grow() {
		final long[] old = slots;
		slots = new long[2 * old.length];
		count = 0;
		for (int i = 0; i < old.length; i += NUMBERS)
			if (old[i + 1] != 0) put(old[i], old[i + 1], old[i + 2], old[i + 3]);
	}
}
