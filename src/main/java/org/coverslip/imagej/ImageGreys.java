package org.coverslip.imagej;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/** One number a pixel of a slice: its value, of colours the sum of the three; 0 outside. */
final class ImageGreys {

	private final ImageProcessor slice;
	private final boolean colors;

	ImageGreys(final ImageProcessor slice) {
		this.slice = slice;
		colors = slice instanceof ColorProcessor;
	}

	int width() {
		return slice.getWidth();
	}

	int height() {
		return slice.getHeight();
	}

	/** A box of the upright picture that the slice is of, in an orientation, row by row. */
	float[] read(final Orientation orientation, final int x, final int y, final int width, final int height) {
		final float[] greys = new float[width * height];
		for (int row = 0, i = 0; row < height; row++)
			for (int column = 0; column < width; column++, i++)
				greys[i] = grey(orientation.imageX(x + column, y + row, width(), height()),
					orientation.imageY(x + column, y + row, width(), height()));
		return greys;
	}

	private float grey(final int x, final int y) {
		if (x < 0 || y < 0 || x >= width() || y >= height()) return 0;
		if (!colors) return slice.getf(x, y);
		final int word = slice.get(x, y);
		return (word >> 16 & 0xff) + (word >> 8 & 0xff) + (word & 0xff);
	}

	/**
	 * The upright picture, smaller: each pixel the mean of those that it covers.
	 *
	 * @param pitch
	 *            pixels of the slice that a pixel is wide and high, &ge; 1
	 */
	float[] reduced(final Orientation orientation, final double pitch, final int width, final int height) {
		final float[] means = new float[width * height];
		for (int row = 0; row < height; row++)
			for (int column = 0; column < width; column++) {
				final int fromX = (int) (column * pitch);
				final int fromY = (int) (row * pitch);
				final int endX = Math.max(fromX + 1, (int) ((column + 1) * pitch));
				final int endY = Math.max(fromY + 1, (int) ((row + 1) * pitch));
				double sum = 0;
				for (int y = fromY; y < endY; y++)
					for (int x = fromX; x < endX; x++)
						sum += grey(orientation.imageX(x, y, width(), height()),
							orientation.imageY(x, y, width(), height()));
				means[row * width + column] = (float) (sum / ((endX - fromX) * (long) (endY - fromY)));
			}
		return means;
	}
}
