package org.coverslip.export.zarr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Where the chunks of all levels go. Thread-safe. */
interface ChunkFiles extends Closeable {

	/**
	 * Takes a chunk.
	 *
	 * @param place
	 *            of the chunk among all of its level, along each axis
	 * @param packed
	 *            empty if it is left out; each place is named once
	 */
	void put(int level, List<Long> place, Optional<ByteBuffer> packed) throws IOException;

	/** Everything has been put. */
	void finish() throws IOException;
}
