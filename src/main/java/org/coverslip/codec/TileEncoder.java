package org.coverslip.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.pixel.PixelBlock;

/** Compresses tiles. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface TileEncoder {

	/**
	 * The tile's compressed bytes. Refuses with {@link IllegalArgumentException} a block that the compression cannot
	 * hold.
	 */
	byte[] encode(PixelBlock block) throws IOException;

	/** How many tiles are best compressed by one call. */
	default int together() {
		return 1;
	}

	/** Compresses several tiles, each by itself and into the same bytes as alone. */
	default List<byte[]> encodeAll(final List<PixelBlock> blocks) throws IOException {
		final List<byte[]> encoded = new ArrayList<>(blocks.size());
		for (final PixelBlock block : blocks)
			encoded.add(encode(block));
		return encoded;
	}
}
