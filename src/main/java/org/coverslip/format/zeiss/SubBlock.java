package org.coverslip.format.zeiss;

/**
 * One stored image of a CZI as its directory describes it: a rectangle of one plane at one resolution.
 *
 * @param position
 *            of its segment within the CZI
 * @param pixels
 *            kind of its pixels
 * @param compression
 *            number of its compression, see {@link SubBlockDecoder#name}
 * @param scene
 *            dimension S, or {@link #NONE}
 * @param mosaic
 *            dimension M: of two images that overlap, the one with the higher number is shown; {@link #NONE} in
 *            pyramids and images that are not mosaics
 * @param x
 *            left edge in pixels of the finest resolution, in coordinates of the whole recording; may be negative
 * @param y
 *            upper edge, likewise
 * @param width
 *            of the rectangle in pixels of the finest resolution, &gt; 0
 * @param height
 *            likewise
 * @param storedWidth
 *            pixels in a row as they are stored, &gt; 0
 * @param storedHeight
 *            rows as they are stored, &gt; 0
 * @param plane
 *            the other dimensions
 */
record SubBlock(long position, CziPixels pixels, int compression, int scene, int mosaic, int x, int y, int width,
	int height,
	int storedWidth, int storedHeight, CziPlane plane)
{

	/** Stands for a dimension that is not given; less than any number that is given. */
	static final int NONE = Integer.MIN_VALUE;

	/** Whether it is stored at the finest resolution. */
	boolean isFull() {
		return width == storedWidth && height == storedHeight;
	}

	/** The first column to the right of the rectangle. */
	long endX() {
		return (long) x + width;
	}

	/** The first row below the rectangle. */
	long endY() {
		return (long) y + height;
	}

	/** The same with another stored size. */
	SubBlock stored(final int newWidth, final int newHeight) {
		return new SubBlock(position, pixels, compression, scene, mosaic, x, y, width, height, newWidth, newHeight,
			plane);
	}
}
