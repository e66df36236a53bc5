package org.coverslip.format;

import java.io.IOException;

import org.coverslip.slide.Slide;

/** One file format of slides. Implementations are stateless and thread-safe. */
public interface SlideFormat {

	/** For people, e.g. "Aperio SVS". */
	String name();

	/**
	 * Whether the probed file is of this format, and why not. Reads as little as needs be; opens nothing.
	 *
	 * @throws IOException
	 *             if the file cannot be read, or is damaged so that this cannot be told
	 */
	Detection detect(SlideProbe probe) throws IOException;

	/**
	 * Opens a file that {@link #detect} accepted.
	 *
	 * @return the slide, which owns its files; the caller closes it
	 * @throws IOException
	 *             if the file is damaged; whatever was opened is closed again
	 */
	Slide open(SlideProbe probe) throws IOException;
}
