package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.pixel.PixelBlock;

/** Makes pixels of a picture out of those of another one; see {@link Picture#map}. Thread-safe. */
@FunctionalInterface
public interface BlockFunction {

	/**
	 * Computes a block. What it gives for a pixel depends on the pixels of the surroundings alone, not on how the
	 * picture is cut into blocks.
	 *
	 * @return either as large as {@link Surroundings#block()}, or as {@link Surroundings#around()}, of which the margin
	 *         is then cut off; not changed afterwards
	 * @throws AbsentBlockException
	 *             if there is nothing to show of the block
	 * @throws IOException
	 *             if pixels cannot be read
	 */
	PixelBlock apply(Surroundings surroundings) throws IOException;
}
