package org.coverslip.codec;

import java.io.IOException;

/**
 * Compresses bytes to bytes without loss: the reverse of a {@link ByteCodec}. Implementations are immutable and
 * thread-safe.
 */
@FunctionalInterface
public interface ByteEncoder {

	/**
	 * Compresses a whole block.
	 *
	 * @param decoded
	 *            the bytes, not changed
	 * @return the compressed bytes; may be {@code decoded} itself where nothing is compressed
	 */
	byte[] encode(byte[] decoded) throws IOException;
}
