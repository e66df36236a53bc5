package org.coverslip.api;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;

/**
 * Pixels as the slide holds them, 8 to 64 bits a sample, row by row in one array: sample s of the pixel at (x, y) has
 * the index {@code (y * width + x) * perPixel + s}. Where nothing was scanned, samples are 0.
 */
public final class Samples {

	private final RegionPixels pixels;

	Samples(final RegionPixels pixels) {
		this.pixels = pixels;
	}

	/** Columns. */
	public int width() {
		return pixels.block().width();
	}

	/** Rows. */
	public int height() {
		return pixels.block().height();
	}

	/** Samples per pixel: 3 (red, green and blue) or 1. */
	public int perPixel() {
		return pixels.block().samples();
	}

	/** Bits of a sample: 8, 16, 32 or 64. */
	public int bits() {
		return type().bits();
	}

	/** Whether samples can be negative; floating-point ones always can. */
	public boolean isSigned() {
		return type().isSigned() || isFloating();
	}

	/** Whether samples are floating-point numbers. */
	public boolean isFloating() {
		return type().isFloating();
	}

	private PixelType type() {
		return pixels.block().type();
	}

	/**
	 * One sample.
	 *
	 * @param x
	 *            column, from 0
	 * @param y
	 *            row, from 0
	 * @param sample
	 *            from 0
	 */
	public double get(final int x, final int y, final int sample) {
		if (x < 0 || x >= width() || y < 0 || y >= height() || sample < 0 || sample >= perPixel())
			throw new IndexOutOfBoundsException("there is no sample " + sample + " at (" + x + ", " + y + ") of "
				+ width() + " x " + height() + " pixels of " + perPixel());
		return pixels.block().value((y * width() + x) * perPixel() + sample);
	}

	/** The first sample of a pixel. */
	public double get(final int x, final int y) {
		return get(x, y, 0);
	}

	/** How much of a pixel was scanned, from 0 (nothing) to 255 (all of it). */
	public int coverage(final int x, final int y) {
		if (x < 0 || x >= width() || y < 0 || y >= height())
			throw new IndexOutOfBoundsException("there is no pixel at (" + x + ", " + y + ") of " + width() + " x "
				+ height());
		return pixels.alpha(y * width() + x);
	}

	/**
	 * All samples, which must not be changed: a {@code byte[]}, {@code short[]} or {@code int[]} whose elements are
	 * unsigned unless {@link #isSigned()}, a {@code float[]} or a {@code double[]}.
	 */
	public Object array() {
		return pixels.block().array();
	}

	/** All samples as numbers, in a new array. */
	public double[] toDoubles() {
		final double[] values = new double[pixels.block().shape().length()];
		for (int i = 0; i < values.length; i++)
			values[i] = pixels.block().value(i);
		return values;
	}

	@Override
	public String toString() {
		return width() + " x " + height() + " pixels of " + perPixel() + " x " + bits() + " bits";
	}
}
