package org.coverslip.web;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;

/** Any pixels of 8 or 16 bits as 8-bit RGB. */
final class ShownImage {

	private ShownImage() {}

	/** Colours or grey over a background, 0xRRGGBB. */
	static PixelBlock colours(final RegionPixels pixels, final int background) {
		if (pixels.block().type() == PixelType.UINT8 && pixels.block().samples() == 3) return pixels.over(background);
		return colours(pixels.toArgb(), pixels.block().width(), pixels.block().height(), background);
	}

	/** Non-premultiplied 0xAARRGGBB words, row-major, over a background. */
	static PixelBlock colours(final int[] argb, final int width, final int height, final int background) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		final byte[] alpha = new byte[argb.length];
		final byte[] rgb = block.bytes();
		for (int i = 0; i < argb.length; i++) {
			alpha[i] = (byte) (argb[i] >>> 24);
			rgb[3 * i] = (byte) (argb[i] >> 16);
			rgb[3 * i + 1] = (byte) (argb[i] >> 8);
			rgb[3 * i + 2] = (byte) argb[i];
		}
		return new RegionPixels(block, alpha).over(background);
	}
}
