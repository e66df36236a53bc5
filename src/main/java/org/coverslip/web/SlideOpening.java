package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.slide.Slide;

/** Opens the slides that a server shows; called from several threads at once. Tests have slides of their own. */
@FunctionalInterface
interface SlideOpening {

	/**
	 * Opens a slide; the server closes it.
	 *
	 * @throws IOException
	 *             if it cannot be opened; its message is shown in the browser
	 */
	Slide open(Path path) throws IOException;
}
