package org.coverslip.web;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;

/** Any pixels of 8 or 16 bits as 8-bit RGB. */
final class ShownImage {

	private ShownImage() {}

	/** Colours or grey over a background, 0xRRGGBB. */
	static PixelBlock colours(final RegionPixels pixels, final int background) {
		if (pixels.block().type() == PixelType.UINT8 && pixels.block().samples() == 3) return pixels.over(background);
		return RegionPixels.ofArgb(pixels.block().width(), pixels.block().height(), pixels.toArgb()).over(background);
	}
}
