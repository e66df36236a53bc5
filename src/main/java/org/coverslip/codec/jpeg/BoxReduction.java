package org.coverslip.codec.jpeg;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Makes a block of 8-bit samples smaller by a whole number: each pixel is the rounded mean of its box, boxes are cut at
 * the border.
 */
final class BoxReduction {

	private BoxReduction() {}

	static PixelBlock reduce(final PixelBlock block, final int factor) {
		final int n = block.samples();
		final BlockShape shape =
			new BlockShape(1 + (block.width() - 1) / factor, 1 + (block.height() - 1) / factor, n, block.type());
		final PixelBlock out = PixelBlock.zeros(shape);
		final byte[] in = block.bytes();
		for (int y = 0; y < shape.height(); y++) {
			final int rows = Math.min(factor, block.height() - y * factor);
			for (int x = 0; x < shape.width(); x++) {
				final int columns = Math.min(factor, block.width() - x * factor);
				for (int s = 0; s < n; s++) {
					int sum = rows * columns / 2;
					for (int j = 0; j < rows; j++)
						for (int i = 0, at = ((y * factor + j) * block.width() + x * factor) * n + s; i < columns; i++,
							at += n)
							sum += in[at] & 0xff;
					out.bytes()[(y * shape.width() + x) * n + s] = (byte) (sum / (rows * columns));
				}
			}
		}
		return out;
	}
}
