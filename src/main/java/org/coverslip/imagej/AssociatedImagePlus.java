package org.coverslip.imagej;

import java.io.IOException;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.RegionPixels;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;

/** Labels, macros and thumbnails as ImageJ images. */
public final class AssociatedImagePlus {

	private static final int WHITE = 0xffffff;

	private AssociatedImagePlus() {}

	/**
	 * Decodes an associated image: gray or colour of 8 bits, on white where it is transparent.
	 *
	 * @param slide
	 *            the slide's name, for the title
	 * @return not shown in a window
	 */
	public static ImagePlus of(final String slide, final AssociatedImage image) throws IOException {
		final PixelBlock block = image.read();
		final String title = image.name() + " of " + slide;
		if (block.samples() == 1 && block.type() == PixelType.UINT8)
			return new ImagePlus(title, new ByteProcessor(block.width(), block.height(), block.bytes().clone()));
		final RegionPixels pixels = RegionPixels.of(block);
		return new ImagePlus(title,
			new ColorProcessor(block.width(), block.height(), new RegionPixels(pixels.over(WHITE), null).toArgb()));
	}
}
