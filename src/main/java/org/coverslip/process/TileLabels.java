package org.coverslip.process;

import java.util.HashMap;
import java.util.Map;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * The labels in an image that work on a tile left.
 *
 * @param area
 *            what the image shows, in the picture's pixels: the tile with its halo or without
 * @param numbers
 *            of its pixels, from 1 on in the order in which labels appear; 0 for none
 * @param count
 *            how many labels there are
 * @param isMask
 *            whether it can be a mask instead: 8 bits, and no other values than 0 and 255
 */
record TileLabels(Region area, int[] numbers, int count, boolean isMask) {

	private static final int SET = 255;

	/**
	 * @throws TileWorkException
	 *             with one sentence, if the image has no labels
	 */
	static TileLabels of(final PixelBlock image, final TileTask task) throws TileWorkException {
		if (image.samples() > 1)
			throw new TileWorkException(task, "the image left at the end has colours, which are no labels");
		final boolean whole =
			image.width() == task.around().width() && image.height() == task.around().height();
		final int[] numbers = new int[image.shape().pixels()];
		final Map<Double, Integer> known = new HashMap<>();
		boolean isMask = image.type() == PixelType.UINT8;
		double last = 0;
		int lastNumber = 0;
		for (int i = 0; i < numbers.length; i++) {
			final double value = image.value(i);
			if (value != last) {
				if (!(value >= 0) || value > 1L << 32 || value != (long) value)
					throw new TileWorkException(task, "the image left at the end has values like "
						+ TileMeasurements.text(value) + ", which are no labels");
				isMask &= value == 0 || value == SET;
				last = value;
				lastNumber = value == 0 ? 0 : known.computeIfAbsent(value, label -> known.size() + 1);
			}
			numbers[i] = lastNumber;
		}
		return new TileLabels(whole ? task.around() : task.tile(), numbers, known.size(), isMask);
	}

	/** A part of it, row by row. */
	static int[] part(final int[] numbers, final Region area, final Region part) {
		if (part.equals(area)) return numbers;
		final int[] some = new int[Math.toIntExact(part.area())];
		for (int row = 0; row < part.height(); row++)
			System.arraycopy(numbers,
				Math.toIntExact((part.y() - area.y() + row) * area.width() + part.x() - area.x()), some,
				Math.toIntExact(row * part.width()), (int) part.width());
		return some;
	}
}
