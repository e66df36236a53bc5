package org.coverslip.codec.jpegxr;

/**
 * The macroblock of a plane that is being decoded, and what is known about its surroundings. One object serves all
 * macroblocks, one after the other. Not thread-safe.
 */
final class Macroblock {

	/** Where predicted coefficients come from. */
	enum Direction {
		LEFT, TOP, NONE
	}

	/** Column of the macroblock in the image. */
	int column;

	/** Whether nothing is known to the left, since the tile begins here. */
	boolean atLeft;

	/** Whether nothing is known above, since the tile begins here. */
	boolean atTop;

	/** Whether counts are forgotten here, as in every 16th column of a tile. */
	boolean resetsTotals;

	/** Whether codes adapt after this macroblock. */
	boolean adapts;

	/** Which of a tile's quantisers apply to low-pass coefficients. */
	int lowpassIndex;

	/** Which of a tile's quantisers apply to high-pass coefficients. */
	int highpassIndex;

	/** Where high-pass coefficients are predicted from. */
	Direction direction;

	/**
	 * For each component, its DC coefficient and up to 15 low-pass coefficients: at row + 4 · column of their
	 * frequency, or at row + 2 · column in each half of a subsampled chrominance.
	 */
	final int[][] lowpass;

	/** For each component, a bit for each block in coded order that has high-pass coefficients. */
	final int[] present;

	/** For each component, a bit for each block, row by row, whose high-pass coefficients may not all be 0. */
	final int[] filled;

	/**
	 * For each component, the coefficients of the blocks, row by row, 16 each: at row + 4 · column of their frequency.
	 * The first of each block is not used. Zeros where nothing was written.
	 */
	final int[][] highpass;

	/** For each component, where the macroblock begins in {@link #highpass}. */
	final int[] start;

	Macroblock(final int components, final int[][] highpass) {
		this.lowpass = new int[components][16];
		this.present = new int[components];
		this.filled = new int[components];
		this.highpass = highpass;
		this.start = new int[components];
	}
}
