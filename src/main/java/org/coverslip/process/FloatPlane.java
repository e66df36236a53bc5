package org.coverslip.process;

import java.util.Locale;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;

/**
 * One sample of each pixel of a block as numbers to compute with. For one thread.
 *
 * @param width
 *            columns
 * @param height
 *            rows
 * @param values
 *            row by row; may be changed
 */
record FloatPlane(int width, int height, float[] values) {

	FloatPlane(final int width, final int height) {
		this(width, height, new float[Math.multiplyExact(width, height)]);
	}

	/**
	 * Refuses samples that floats cannot hold exactly.
	 *
	 * @param function
	 *            the word of who asks
	 * @throws IllegalArgumentException
	 *             with one sentence
	 */
	static void check(final Picture picture, final String function) {
		if (picture.type().bits() > 16 && picture.type() != PixelType.FLOAT32)
			throw new IllegalArgumentException("the function \"" + function + "\" does not take samples of type "
				+ picture.type().name().toLowerCase(Locale.ROOT) + ", but 8 and 16 bits and float32");
	}

	/**
	 * A copy of a block's samples.
	 *
	 * @param sample
	 *            which of those of a pixel
	 */
	static FloatPlane of(final PixelBlock block, final int sample) {
		final FloatPlane plane = new FloatPlane(block.width(), block.height());
		final float[] to = plane.values;
		final int step = block.samples();
		if (block.type() == PixelType.UINT8) {
			final byte[] from = block.bytes();
			for (int i = 0, j = sample; i < to.length; i++, j += step)
				to[i] = from[j] & 0xff;
		}
		else if (block.type() == PixelType.UINT16) {
			final short[] from = block.shorts();
			for (int i = 0, j = sample; i < to.length; i++, j += step)
				to[i] = from[j] & 0xffff;
		}
		else for (int i = 0, j = sample; i < to.length; i++, j += step)
			to[i] = (float) block.value(j);
		return plane;
	}

	/** Puts the values into a block of the same size: whole numbers rounded to the nearest, and held in their range. */
	void into(final PixelBlock block, final int sample) {
		final int step = block.samples();
		if (block.type() == PixelType.UINT8) {
			final byte[] to = block.bytes();
			for (int i = 0, j = sample; i < values.length; i++, j += step) {
				final int rounded = (int) (values[i] + 0.5f); // comparing floats would take five times as long
				to[j] = (byte) (rounded < 0 ? 0 : Math.min(rounded, 255));
			}
			return;
		}
		final PixelType type = block.type();
		final double least = type.isFloating() ? Double.NEGATIVE_INFINITY : type.isSigned() ? -half(type) : 0;
		final double most =
			type.isFloating() ? Double.POSITIVE_INFINITY : type.isSigned() ? half(type) - 1 : 2 * half(type) - 1;
		for (int i = 0, j = sample; i < values.length; i++, j += step)
			block.put(j, Math.max(least, Math.min(most, values[i])));
	}

	private static double half(final PixelType type) {
		return Math.pow(2, type.bits() - 1.0);
	}
}
