package org.coverslip.format;

import java.io.IOException;
import java.util.Set;

import org.coverslip.slide.Slide;

/** One file format of slides. Implementations are stateless and thread-safe. */
public interface SlideFormat {

	/** For people, e.g. "Aperio SVS". */
	String name();

	/**
	 * The name endings of the files that open a slide, in lower case and without the dot. They decide which files are
	 * offered for choice; a format is asked about a file of any name.
	 */
	Set<String> endings();

	/**
	 * Whether the probed file, or folder, is of this format, and why not. Reads as little as possible; opens nothing. A
	 * folder has no first bytes, so a format whose slides are files refuses it like an empty file.
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
