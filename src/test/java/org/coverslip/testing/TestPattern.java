package org.coverslip.testing;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** A picture that is a function of position: smooth shades with some edges, so that lossy codecs come close to it. */
public final class TestPattern {

	private TestPattern() {}

	/** The value 0..255 of a sample at a pixel. */
	public static int value(final long x, final long y, final int sample) {
		final long wave = (x * (3 + sample) + y * (5 - sample)) % 510;
		final long ramp = wave < 255 ? wave : 509 - wave;
		final long block = (x / 37 + y / 29 + sample) % 3 * 20;
		return (int) Math.min(255, ramp * 3 / 4 + block);
	}

	/**
	 * A block of the pattern whose top left pixel is at (x, y); wider types hold the value times 257, floats divided by
	 * 255.
	 */
	public static PixelBlock block(final long x, final long y, final BlockShape shape) {
		final PixelBlock block = PixelBlock.zeros(shape);
		for (int row = 0, i = 0; row < shape.height(); row++)
			for (int col = 0; col < shape.width(); col++)
				for (int s = 0; s < shape.samples(); s++, i++)
					put(block, i, value(x + col, y + row, s));
		return block;
	}

	private static void put(final PixelBlock block, final int i, final int value) {
		switch (block.type()) {
			case UINT8, INT8 -> block.bytes()[i] = (byte) value;
			case UINT16, INT16 -> block.shorts()[i] = (short) (value * 257);
			case UINT32, INT32 -> block.ints()[i] = value * 0x01010101;
			case FLOAT32 -> block.floats()[i] = value / 255f;
			case FLOAT64 -> block.doubles()[i] = value / 255.0;
		}
	}

	/** RGB of 8 bits. */
	public static BlockShape rgb(final int width, final int height) {
		return new BlockShape(width, height, 3, PixelType.UINT8);
	}
}
