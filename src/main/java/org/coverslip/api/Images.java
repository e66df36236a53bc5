package org.coverslip.api;

import java.awt.image.BufferedImage;

import org.coverslip.slide.RegionPixels;

/** Turns pixels into {@link BufferedImage}s. */
final class Images {

	/** The background where the scene states none. */
	static final int WHITE = 0xffffff;

	private Images() {}

	/**
	 * @param pixels
	 *            of 8 or 16 bits, the latter reduced
	 * @param background
	 *            0xRRGGBB, where nothing is covered
	 * @return opaque, of type {@code TYPE_INT_RGB}
	 */
	static BufferedImage of(final RegionPixels pixels, final int background) {
		final RegionPixels opaque = new RegionPixels(pixels.over(background), null);
		final int width = opaque.block().width();
		final int height = opaque.block().height();
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		image.setRGB(0, 0, width, height, opaque.toArgb(), 0, width);
		return image;
	}
}
