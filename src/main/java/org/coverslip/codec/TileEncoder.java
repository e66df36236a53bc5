package org.coverslip.codec;

import java.io.IOException;

import org.coverslip.pixel.PixelBlock;

/** Compresses one tile. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface TileEncoder {

	/**
	 * The tile's compressed bytes. Refuses with {@link IllegalArgumentException} a block that the compression cannot
	 * hold.
	 */
	byte[] encode(PixelBlock block) throws IOException;
}
