package org.coverslip.process.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * How work is done in other processes.
 *
 * @param mainClass
 *            what they run: it speaks through a {@link TileServer}
 * @param workers
 *            how many there are at most, at least 1
 * @param heapMegabytes
 *            memory for the objects of each
 * @param timeout
 *            how long a tile may take; empty for as long as it likes
 * @param tiles
 *            so many tiles one works on before another one takes its place, since ImageJ does not give back all that
 *            it takes
 */
public record WorkerSettings(String mainClass, int workers, int heapMegabytes, Optional<Duration> timeout, int tiles) {

	/** Memory of a worker unless more is asked for. */
	public static final int HEAP_MEGABYTES = 512;

	/** A worker begins in about the time of ten tiles, so that this costs little. */
	public static final int TILES = 500;

	public WorkerSettings {
		if (workers < 1 || heapMegabytes < 1 || tiles < 1)
			throw new IllegalArgumentException(workers + " workers of " + heapMegabytes + " MB, " + tiles + " tiles");
	}
}
