package org.coverslip.format.plain;

import java.io.IOException;

import org.coverslip.io.MemoryShortageException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.MemoryBudget;

/**
 * An image that can only be decoded as a whole. Thread-safe.
 *
 * @param file
 *            for messages
 * @param kind
 *            what it is, for messages
 * @param width
 *            of the image
 * @param height
 *            of the image
 * @param tile
 *            the tiles in which it is handed out
 * @param decoding
 *            gives all pixels, with the samples of {@code tile}
 */
record WholeImage(StoredFile file, String kind, int width, int height, BlockShape tile, Decoding decoding) {

	/** Decodes all pixels of an image. */
	@FunctionalInterface
	interface Decoding {

		PixelBlock decode() throws IOException;
	}

	/**
	 * Decodes all pixels.
	 *
	 * @throws SlideFormatException
	 *             if they do not fit in memory, or the file is damaged
	 * @throws MemoryShortageException
	 *             if they would, but other things fill it
	 */
	PixelBlock decode() throws IOException {
		final long bytes = (long) width * height * tile.samples() * tile.type().bytes();
		if (!BlockShape.fits(width, height, tile.samples()) || bytes > MemoryBudget.ofProcess()
			.atMost(Long.MAX_VALUE, 1))
			throw tooLarge(bytes);
		try {
			return decoding.decode();
		}
		catch (final OutOfMemoryError e) {
			throw new MemoryShortageException(
				"a " + kind + " of " + width + " x " + height + " pixels, which can only be decoded as a whole", bytes,
				"from " + file, e);
		}
	}

	private SlideFormatException tooLarge(final long bytes) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET,
			"a " + kind
			+ " that fits in memory, since it can only be decoded as a whole; give Java more memory, or convert it "
			+ "to a tiled"
				+ " TIFF with another program",
			width + " x " + height + " pixels, which take " + (bytes >> 20) + " MiB");
	}
}
