package org.coverslip.pixel;

/** A way to make an image of half the width and height: each pixel stands for a square of 2 x 2. Thread-safe. */
@FunctionalInterface
public interface Halving {

	/**
	 * Writes a part of a block at half size into a part of another. A last column or row without a partner counts
	 * twice, so that an odd size is rounded up.
	 *
	 * @param src
	 *            a block
	 * @param srcX
	 *            left column of the part in {@code src}
	 * @param srcY
	 *            top row of the part
	 * @param width
	 *            columns of the part; (width + 1) / 2 are written
	 * @param height
	 *            rows of the part; (height + 1) / 2 are written
	 * @param dst
	 *            of the same type and samples
	 * @param dstX
	 *            left column in {@code dst}
	 * @param dstY
	 *            top row in {@code dst}
	 */
	void halve(PixelBlock src, int srcX, int srcY, int width, int height, PixelBlock dst, int dstX, int dstY);
}
