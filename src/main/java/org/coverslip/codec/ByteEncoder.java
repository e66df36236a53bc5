package org.coverslip.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

	/** How many blocks are best compressed by one call. */
	default int together() {
		return 1;
	}

	/** Compresses several blocks, each by itself and into the same bytes as alone. */
	default List<byte[]> encodeAll(final List<byte[]> decoded) throws IOException {
		final List<byte[]> encoded = new ArrayList<>(decoded.size());
		for (final byte[] block : decoded)
			encoded.add(encode(block));
		return encoded;
	}
}
