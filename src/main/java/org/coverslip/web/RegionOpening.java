package org.coverslip.web;

import java.io.IOException;

/** A program with windows, in which the server runs and regions of slides can be opened as images. Thread-safe. */
@FunctionalInterface
public interface RegionOpening {

	/**
	 * Opens a region as an image, and shows it in a window.
	 *
	 * @return the window's title
	 * @throws IOException
	 *             if it cannot be read; its message is shown in the browser
	 * @throws IllegalArgumentException
	 *             if the image would be too large; likewise
	 */
	String open(SeenRegion region) throws IOException;
}
