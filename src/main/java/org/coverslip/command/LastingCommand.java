package org.coverslip.command;

import java.io.IOException;

import org.coverslip.slide.ProgressListener;

/** A command that goes on after its result is there. The command line tells the result, and then waits. */
public interface LastingCommand {

	/**
	 * Waits until the listener cancels, and cleans up. Returns at once if nothing is going on.
	 *
	 * @throws IOException
	 *             if something could not be closed
	 */
	void await(ProgressListener progress) throws IOException;
}
