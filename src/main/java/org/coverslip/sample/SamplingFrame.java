package org.coverslip.sample;

/**
 * Which points of the slide a block shows: block pixel (i, j) is the level-0 pixel (x0 + i · step, y0 + j · step).
 *
 * @param x0
 *            level-0 column of the block's left column
 * @param y0
 *            level-0 row of its top row
 * @param width
 *            of the block, in block pixels
 * @param height
 *            of the block, in block pixels
 * @param step
 *            level-0 pixels from one block pixel to the next; 1 shows all
 */
record SamplingFrame(int x0, int y0, int width, int height, int step) {

	/** Width of what is shown, in level-0 pixels. */
	int width0() {
		return width * step;
	}

	/** Height of what is shown, in level-0 pixels. */
	int height0() {
		return height * step;
	}

	/** First block column at or right of a level-0 column; within 0 and the width. */
	int firstColumn(final float x) {
		return clamp(-Math.floorDiv(x0 - HashNoise.floor(x), step), width);
	}

	/** First block row at or below a level-0 row; within 0 and the height. */
	int firstRow(final float y) {
		return clamp(-Math.floorDiv(y0 - HashNoise.floor(y), step), height);
	}

	private static int clamp(final int value, final int max) {
		return Math.max(0, Math.min(max, value));
	}
}
