package org.coverslip.spark;

import java.io.Serializable;
import java.nio.file.Path;

import org.coverslip.export.FolderRun.Job;
import org.coverslip.export.RunManifest.Entry;

/**
 * One slide and what is to be done to it, as it travels to an executor: paths and parameters.
 *
 * @param slide
 *            absolute path
 * @param target
 *            absolute path of what the task writes
 * @param proof
 *            absolute path of the file that is there once it is done
 * @param size
 *            of the slide's file in bytes, when the run began
 * @param mtime
 *            when it was changed last, in milliseconds since 1970
 * @param cost
 *            how much work it is about, in pixels
 */
record SlideUnit(String slide, String target, String proof, long size, long mtime, long cost) implements Serializable {

	private static final long serialVersionUID = 1L;

	static SlideUnit of(final Job job, final long size, final long mtime) {
		return new SlideUnit(absolute(job.slide()), absolute(job.target()), absolute(job.proof()), size, mtime, size);
	}

	private static String absolute(final Path path) {
		return path.toAbsolutePath().normalize().toString();
	}

	SlideUnit costing(final long pixels) {
		return new SlideUnit(slide, target, proof, size, mtime, pixels);
	}

	/** The line of the manifest, if it was done. */
	Entry done(final RunParameters run, final double seconds) {
		return new Entry(slide, size, mtime, run.settings(), run.version(), true, seconds, "");
	}

	/** The line of the manifest, if it failed. */
	Entry failed(final RunParameters run, final double seconds, final String error) {
		return new Entry(slide, size, mtime, run.settings(), run.version(), false, seconds, error);
	}
}
