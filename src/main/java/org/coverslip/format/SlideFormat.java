package org.coverslip.format;

import java.io.IOException;
import java.util.Set;

import org.coverslip.slide.Slide;

/** One file format of slides. Implementations are stateless and thread-safe. */
public interface SlideFormat {

	/** For people, e.g. "Aperio SVS". */
	String name();

	/**
	 * The endings of the names of those files by which a slide is opened, in lower case and without the dot. Lists of
	 * files to choose from have them; a file of any name is asked about.
	 */
	Set<String> endings();

	/**
	 * Whether the probed file, or folder, is of this format, and why not. Reads as little as possible; opens nothing. A
	 * folder has no first bytes, so that a format of files refuses it as it refuses an empty file.
	 *
	 * @throws IOException
	 *             if the file cannot be read, or is too damaged to tell
	 */
	Detection detect(SlideProbe probe) throws IOException;

	/**
	 * Opens a file or folder that {@link #detect} accepted.
	 *
	 * @return the slide, which owns its files; the caller closes it
	 * @throws IOException
	 *             if the file is damaged; everything that was opened is closed again
	 */
	Slide open(SlideProbe probe) throws IOException;
}
