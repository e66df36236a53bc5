package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A JPEG stream that is too large to be held in memory, read at positions. Implementations are thread-safe. */
@FunctionalInterface
public interface JpegScanBytes {

	/**
	 * Reads bytes from {@code position} into {@code dst}, up to {@code dst.remaining()}.
	 *
	 * @param position
	 *            first byte, &ge; 0; may lie behind the end
	 * @return how many bytes were read: fewer than asked only where the stream ends, 0 at or behind its end
	 */
	int read(long position, ByteBuffer dst) throws IOException;
}
