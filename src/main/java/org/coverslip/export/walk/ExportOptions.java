package org.coverslip.export.walk;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** What scenes are written as, with all options of one kind of file. Immutable. */
public interface ExportOptions {

	/**
	 * Decides how a scene is written. Nothing is written yet.
	 *
	 * @param region0
	 *            in level-0 pixels; what lies outside of the scene is cut off
	 * @param target
	 *            the file, or the name of several, in a folder that exists
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene or the region is empty
	 */
	Export prepare(Scene scene, Region region0, Path target) throws IOException;

	/** One scene that is about to be written. */
	interface Export {

		WalkPlan plan();

		/** Whether the target is there, complete, and made of the same scene in the same way. */
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
