package org.coverslip.spark;

import java.io.Serializable;

/**
 * What all units of a run have in common.
 *
 * @param task
 *            as users call it
 * @param options
 *            of the task, as in a macro
 * @param settings
 *            the line that says both in the manifest
 * @param version
 *            of Coverslip
 * @param folder
 *            the run's own folder in that of the results; absolute
 * @param threads
 *            how many threads a task of Spark has
 * @param tries
 *            how often a slide may take its executor's life before it counts as failed
 */
record RunParameters(String task, String options, String settings, String version, String folder, int threads,
	int tries) implements Serializable
{

	private static final long serialVersionUID = 1L;
}
