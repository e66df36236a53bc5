package org.coverslip.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.pixel.PixelBlock;

/** Builds uncompressed BMP files. */
public final class BmpFixture {

	private BmpFixture() {}

	/**
	 * A file of 24 or 32 bits a pixel.
	 *
	 * @param block
	 *            8-bit RGB
	 * @param bits
	 *            24 or 32
	 */
	public static byte[] colours(final PixelBlock block, final int bits, final boolean topDown) {
		final int n = bits / 8;
		final ByteBuffer file = start(block, bits, topDown, 0);
		for (int row = 0; row < block.height(); row++) {
			final int y = topDown ? row : block.height() - 1 - row;
			for (int x = 0; x < block.width(); x++) {
				for (int s = 2; s >= 0; s--)
					file.put((byte) block.value(x, y, s));
				if (n == 4) file.put((byte) 77);
			}
			while (file.position() % 4 != 54 % 4)
				file.put((byte) 99);
		}
		return file.array();
	}

	/**
	 * A file of 8 bits a pixel, bottom up.
	 *
	 * @param block
	 *            indexes
	 * @param palette
	 *            0xRRGGBB of each
	 */
	public static byte[] indexed(final PixelBlock block, final int[] palette) {
		final ByteBuffer file = start(block, 8, false, palette.length);
		for (final int colour : palette)
			file.putInt(colour);
		for (int y = block.height() - 1; y >= 0; y--) {
			file.put(block.bytes(), y * block.width(), block.width());
			while (file.position() % 4 != 54 % 4)
				file.put((byte) 99);
		}
		return file.array();
	}

	private static ByteBuffer start(final PixelBlock block, final int bits, final boolean topDown, final int colours) {
		final int stride = (block.width() * bits / 8 + 3) / 4 * 4;
		final int start = 54 + 4 * colours;
		final ByteBuffer file = ByteBuffer.allocate(start + stride * block.height()).order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(start);
		file.putInt(40).putInt(block.width()).putInt(topDown ? -block.height() : block.height());
		file.putShort((short) 1).putShort((short) bits).putInt(0).putInt(0).putInt(2835).putInt(2835).putInt(colours)
			.putInt(0);
		return file;
	}
}
