package org.coverslip.codec;

import java.io.IOException;

/** Decompresses bytes to bytes; knows nothing of pixels. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface ByteCodec {

	/**
	 * Decompresses a whole block.
	 *
	 * @param encoded
	 *            the compressed bytes, not changed
	 * @param decodedLength
	 *            how many bytes the block must give
	 * @return exactly {@code decodedLength} bytes; may be {@code encoded} itself where nothing is compressed
	 * @throws CodecException
	 *             if the bytes are damaged or give fewer bytes; surplus bytes are dropped
	 */
	byte[] decode(byte[] encoded, int decodedLength) throws IOException;
}
