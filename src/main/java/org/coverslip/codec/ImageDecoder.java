package org.coverslip.codec;

import java.io.IOException;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** Decodes an image stream (JPEG, JPEG 2000, WebP) to samples. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface ImageDecoder {

	/**
	 * Decodes one image.
	 *
	 * @param encoded
	 *            the whole stream, not changed
	 * @param expected
	 *            the shape that the container promised
	 * @return a block of exactly that shape
	 * @throws CodecException
	 *             if the stream is damaged or holds an image of another shape
	 */
	PixelBlock decode(byte[] encoded, BlockShape expected) throws IOException;
}
