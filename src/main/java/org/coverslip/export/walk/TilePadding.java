package org.coverslip.export.walk;

import org.coverslip.pixel.PixelBlock;

/**
 * The part of a border tile outside the image: filled with copies of the image's last column and row.
 * <p>
 * So a mean over the tile's edge is a mean over the pixels that exist, and lossy compression sees no edge that it would
 * smear into the image.
 */
public final class TilePadding {

	private TilePadding() {}

	/**
	 * Fills the padding.
	 *
	 * @param tile
	 *            changed in place
	 * @param width
	 *            columns that belong to the image, 0 &lt; width &le; tile.width()
	 * @param height
	 *            rows that belong to the image, 0 &lt; height &le; tile.height()
	 */
	public static void fill(final PixelBlock tile, final int width, final int height) {
		final Object array = tile.array();
		final int n = tile.samples();
		final int stride = tile.width() * n;
		if (width < tile.width()) for (int row = 0; row < height; row++) {
			final int begin = row * stride + (width - 1) * n;
			final int end = (row + 1) * stride;
			// the copied stretch doubles with each step
			for (int length = n; begin + length < end; length *= 2)
				System.arraycopy(array, begin, array, begin + length, Math.min(length, end - begin - length));
		}
		for (int row = height; row < tile.height(); row++)
			System.arraycopy(array, (height - 1) * stride, array, row * stride, stride);
	}
}
