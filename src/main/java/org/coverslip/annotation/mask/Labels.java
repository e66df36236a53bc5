package org.coverslip.annotation.mask;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Scene;

/**
 * What labels the pixels of an image have: their values, which are whole numbers; of an image with a palette, of which
 * colours are left, the numbers 0xRRGGBB; of an image in colours that are all grey, the grey levels. Immutable.
 *
 * @param image
 *            its name, for messages
 * @param colored
 *            whether colours are labels
 * @param background
 *            what is no label
 */
record Labels(String image, boolean colored, long background) {

	private static final long LARGEST = 0xffffffffL;

	static Labels of(final String image, final Scene scene, final long background) {
		return new Labels(image, scene.isRgb() && scene.isCategorical(), background);
	}

	/**
	 * How far a run of equal pixels goes.
	 *
	 * @param first
	 *            number of its first pixel in the block
	 * @param end
	 *            where it ends at the latest
	 * @return the number of the first pixel that has other samples, or the end
	 */
	int endOfRun(final PixelBlock block, final int first, final int end) {
		int i = first + 1;
		if (block.samples() > 1) {
			while (i < end && areEqual(block, first, i))
				i++;
			return i;
		}
		if (block.array() instanceof byte[] values) {
			final byte value = values[first];
			while (i < end && values[i] == value)
				i++;
		}
		else if (block.array() instanceof short[] values) {
			final short value = values[first];
			while (i < end && values[i] == value)
				i++;
		}
		else if (block.array() instanceof int[] values) {
			final int value = values[first];
			while (i < end && values[i] == value)
				i++;
		}
		else while (i < end && Double.compare(block.value(i), block.value(first)) == 0)
			i++;
		return i;
	}

	private static boolean areEqual(final PixelBlock block, final int a, final int b) {
		for (int sample = 0; sample < block.samples(); sample++)
			if (block.value(a * block.samples() + sample) != block.value(b * block.samples() + sample)) return false;
		return true;
	}

	/**
	 * The label of a pixel.
	 *
	 * @param pixel
	 *            its number in the block
	 * @param x
	 *            where it lies, for messages
	 * @throws IllegalArgumentException
	 *             with one sentence, if it has none
	 */
	long of(final PixelBlock block, final int pixel, final long x, final long y) {
		if (block.samples() > 1) return ofColor(block, pixel, x, y);
		final double value = block.value(pixel);
		if (Double.isNaN(value)) return background;
		final long label = (long) value;
		if (label != value || label < 0 || label > LARGEST)
			throw new IllegalArgumentException(image + " is no mask: its pixel (" + x + ", " + y + ") is " + value
				+ ", and a mask has whole numbers from 0 to " + LARGEST);
		return label;
	}

	private long ofColor(final PixelBlock block, final int pixel, final long x, final long y) {
		final int at = pixel * block.samples();
		final long red = (long) block.value(at);
		final long green = (long) block.value(at + 1);
		final long blue = (long) block.value(at + 2);
		if (colored && block.type().bytes() == 1) return red << 16 | green << 8 | blue;
		if (red != green || green != blue)
			throw new IllegalArgumentException(image + " is no mask: its pixel (" + x + ", " + y
				+ ") has a colour, and a mask has one number for each pixel");
		return red;
	}
}
