package org.coverslip.export;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;

/** The mean of 2 x 2 pixels, written down as simply as possible. */
public final class SlowHalf {

	private SlowHalf() {}

	/** Integers are rounded to the nearest. */
	public static PixelBlock of(final PixelBlock src) {
		return of(src, HalfSize.TO_NEAREST);
	}

	/** An odd last column or row is averaged over the pixels that exist. */
	public static PixelBlock of(final PixelBlock src, final HalfSize half) {
		final BlockShape shape =
			new BlockShape((src.width() + 1) / 2, (src.height() + 1) / 2, src.samples(), src.type());
		final PixelBlock dst = PixelBlock.zeros(shape);
		for (int y = 0; y < shape.height(); y++)
			for (int x = 0; x < shape.width(); x++)
				for (int s = 0; s < shape.samples(); s++) {
					double sum = 0;
					int n = 0;
					for (int j = 2 * y; j < Math.min(2 * y + 2, src.height()); j++)
						for (int i = 2 * x; i < Math.min(2 * x + 2, src.width()); i++) {
							sum += src.value(i, j, s);
							n++;
						}
					set(dst, (y * shape.width() + x) * shape.samples() + s, sum / n, half == HalfSize.DOWN ? 0 : 0.5);
				}
		return dst;
	}

	private static void set(final PixelBlock block, final int i, final double mean, final double rounding) {
		switch (block.type()) {
			case UINT8, INT8 -> block.bytes()[i] = (byte) (int) Math.floor(mean + rounding);
			case UINT16, INT16 -> block.shorts()[i] = (short) (int) Math.floor(mean + rounding);
			case UINT32, INT32 -> block.ints()[i] = (int) (long) Math.floor(mean + rounding);
			case FLOAT32 -> block.floats()[i] = (float) mean;
			case FLOAT64 -> block.doubles()[i] = mean;
		}
	}
}
