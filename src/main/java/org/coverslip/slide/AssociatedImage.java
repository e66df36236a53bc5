package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** A small image beside the scenes: the slide's label, macro or thumbnail. Thread-safe. */
public interface AssociatedImage {

	/** "label", "macro", "thumbnail" or another name of the format's. */
	String name();

	/** Its size, and 1, 3 or (with straight alpha) 4 samples. */
	BlockShape shape();

	/**
	 * Decodes the whole image.
	 *
	 * @throws ClosedSlideException
	 *             after the slide was closed
	 */
	PixelBlock read() throws IOException;
}
