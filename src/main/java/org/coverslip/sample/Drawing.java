package org.coverslip.sample;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** Filled boxes, frames and pasted pictures in an RGB block, clipped at its edges. */
final class Drawing {

	private Drawing() {}

	/** A block of one colour, 0xRRGGBB. */
	static PixelBlock canvas(final int width, final int height, final int rgb) {
		final PixelBlock image = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		fill(image, 0, 0, width, height, rgb);
		return image;
	}

	static void fill(final PixelBlock image, final int x, final int y, final int width, final int height,
		final int rgb) {
		final int endX = Math.min(image.width(), x + width);
		final int endY = Math.min(image.height(), y + height);
		final byte[] samples = image.bytes();
		for (int row = Math.max(0, y); row < endY; row++)
			for (int col = Math.max(0, x); col < endX; col++) {
				final int at = 3 * (row * image.width() + col);
				samples[at] = (byte) (rgb >> 16);
				samples[at + 1] = (byte) (rgb >> 8);
				samples[at + 2] = (byte) rgb;
			}
	}

	/** The border of a box, drawn within it. */
	static void frame(final PixelBlock image, final int x, final int y, final int width, final int height,
		final int thickness,
		final int rgb)
	{
		fill(image, x, y, width, thickness, rgb);
		fill(image, x, y + height - thickness, width, thickness, rgb);
		fill(image, x, y, thickness, height, rgb);
		fill(image, x + width - thickness, y, thickness, height, rgb);
	}
}
