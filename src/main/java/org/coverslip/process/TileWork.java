package org.coverslip.process;

import java.io.Closeable;
import java.io.IOException;

/**
 * Work that is done tile by tile and is no function of pixels alone: ImageJ's macros, commands and scripts, which leave
 * images, ROIs and tables. Thread-safe; closing it ends what works for it, also while tiles are worked on.
 */
public interface TileWork extends Closeable {

	/**
	 * Works on a tile, and waits until somebody is free to do so.
	 *
	 * @return what is left; the same for the same task
	 * @throws TileWorkException
	 *             with one sentence that names the tile, if the work failed at this tile, so that others may still
	 *             succeed
	 * @throws IOException
	 *             if the slide cannot be read, or the work cannot be done at all
	 * @throws java.util.concurrent.CancellationException
	 *             if the work was closed
	 */
	TileAnswer run(TileTask task) throws IOException;

	/** How many tiles are worked on at once, at least 1: so many threads may usefully call {@link #run}. */
	int workers();
}
