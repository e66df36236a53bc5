package org.coverslip.codec.jpegxr;

/**
 * The macroblock of a plane that is being decoded, and what is known of where it is. One object serves all macroblocks,
 * one after the other. Not thread-safe.
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

	/** Which of a tile's quantisers are taken for low-pass coefficients. */
	int lowpassIndex;

	/** Which of a tile's quantisers are taken for high-pass coefficients. */
	int highpassIndex;

	/** Where high-pass coefficients are predicted from. */
	Direction direction;

	/**
	 * Of each component, its DC coefficient and up to 15 low-pass coefficients: row + 4 · column of their frequency, or
	 * row + 2 · column of each half of the smaller chrominances.
	 */
	final int[][] lowpass;

	/** Of each component, a bit for each block in coded order that has high-pass coefficients. */
	final int[] present;

	/** Of each component, a bit for each block, row by row, whose high-pass coefficients are perhaps not all 0. */
	final int[] filled;

	/**
	 * Of each component, the coefficients of the blocks, row by row, 16 for each: row + 4 · column of their frequency.
	 * The first of each is not used. Zeros where nothing is written.
	 */
	final int[][] highpass;

	/** Of each component, where in {@link #highpass} the macroblock begins. */
	final int[] start;

	Macroblock(final int components, final int[][] highpass) {
		this.lowpass = new int[components][16];
		this.present = new int[components];
		this.filled = new int[components];
		this.highpass = highpass;
		this.start = new int[components];
	}
}
