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

	/** Whether two pixels have the same samples. */
	boolean areEqual(final PixelBlock block, final int a, final int b) {
		if (block.samples() == 1) return switch (block.type()) {
			case UINT8, INT8 -> block.bytes()[a] == block.bytes()[b];
			case UINT16, INT16 -> block.shorts()[a] == block.shorts()[b];
			case UINT32, INT32 -> block.ints()[a] == block.ints()[b];
			case FLOAT32 -> Float.compare(block.floats()[a], block.floats()[b]) == 0;
			case FLOAT64 -> Double.compare(block.doubles()[a], block.doubles()[b]) == 0;
		};
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
