package org.coverslip.export.walk;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** The kind of file that scenes are written as, with all its options. Immutable. */
public interface ExportOptions {

	/**
	 * Decides how to write a scene. Nothing is written yet.
	 *
	 * @param region0
	 *            in level-0 pixels; parts outside the scene are cut off
	 * @param target
	 *            the file, or the common name of several, in an existing folder
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene or the region is empty
	 */
	Export prepare(Scene scene, Region region0, Path target) throws IOException;

	/** One scene that is about to be written. */
	interface Export {

		WalkPlan plan();

		/** What comes to be there: the file or folder, or one of several that are put in place together. */
		Path target();

		/** Whether the target exists, is complete, and was made from the same scene in the same way. */
		boolean isDone() throws IOException;

		/**
		 * Makes the target, under a temporary name.
		 *
		 * @throws IllegalArgumentException
		 *             with one sentence, if the target is one of the scene's files, or something else has its name
		 */
		PyramidSink open() throws IOException;
	}
}
