package org.coverslip.codec.jpegxr;

import org.coverslip.pixel.PixelBlock;

/** The alpha of images that have none. */
final class Opaque {

	private Opaque() {}

	/** Sets the last sample of all pixels to its maximum: 1.0 for floating-point numbers. */
	static void fill(final PixelBlock block) {
		final double most = switch (block.type()) {
			case UINT8 -> 0xff;
			case INT8 -> Byte.MAX_VALUE;
			case UINT16 -> 0xffff;
			case INT16 -> Short.MAX_VALUE;
			case UINT32 -> 0xffffffffL;
			case INT32 -> Integer.MAX_VALUE;
			case FLOAT32, FLOAT64 -> 1;
		};
		for (int i = block.samples() - 1; i < block.shape().length(); i += block.samples())
			block.put(i, most);
	}
}
