package org.coverslip.web;

import java.time.Duration;

import org.coverslip.slide.MemoryBudget;

/**
 * How much of the machine a server may use.
 *
 * @param openSlides
 *            kept open at a time; beyond that, the least recently used is closed
 * @param waitingTiles
 *            requests for tiles that may wait; beyond that, the oldest is refused
 * @param overviewBytes
 *            of the overviews that are kept, of slides that store none
 * @param encodedBytes
 *            of the pictures that are kept as they were sent
 * @param pngPixels
 *            of the largest region that is written as PNG
 * @param patience
 *            with a browser: for a request to arrive, and for each piece of an answer to be taken
 */
record ServerLimits(int openSlides, int waitingTiles, long overviewBytes, long encodedBytes, long pngPixels,
	Duration patience)
{

	static final ServerLimits DEFAULT =
		new ServerLimits(8, 128, MemoryBudget.ofProcess().atMost(96L << 20, 8), 32L << 20,
		MemoryBudget.ofProcess().atMost(40_000_000, 16), Duration.ofSeconds(10));
}
