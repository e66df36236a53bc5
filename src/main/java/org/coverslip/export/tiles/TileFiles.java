package org.coverslip.export.tiles;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionPixels;

/** Where tiles and their lists are put, by their names. Thread-safe. */
interface TileFiles extends Closeable {

	/** Whether a tile is complete. */
	boolean has(String name);

	/** Whether a tile has been found blank. */
	boolean isBlank(int tile);

	/** Notes that a tile is blank. */
	void setBlank(int tile);

	/** Puts what is made by several threads in a known order; false if the order does not matter. */
	boolean isOrdered();

	/**
	 * An image file that is made now, and put when it is asked to.
	 *
	 * @param name
	 *            its ending says which kind
	 * @param background
	 *            0xRRGGBB, as for {@link org.coverslip.export.image.RegionImageWriter}
	 */
	Made image(String name, RegionPixels pixels, Optional<PixelSize> pixelSize, int background) throws IOException;

	/** Writes lines of text under a name, replacing what was there. */
	void write(String name, Iterable<String> lines) throws IOException;

	/** Writes down what is known by now, for a run that goes on later. */
	void save() throws IOException;

	/** All is written. */
	void commit() throws IOException;

	/** A file to be put. */
	interface Made {

		/** A file that is there already. */
		Made THERE = new Made() {

			@Override
			public long bytes() {
				return 0;
			}

			@Override
			public void put() {
				// it is there
			}
		};

		/** How many bytes it keeps in memory until then. */
		long bytes();

		void put() throws IOException;
	}
}
