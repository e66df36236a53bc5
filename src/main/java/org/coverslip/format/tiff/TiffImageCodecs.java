package org.coverslip.format.tiff;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;

/** Which image codec decodes a directory's tiles. */
final class TiffImageCodecs {

	private TiffImageCodecs() {}

	/**
	 * @throws CodecException
	 *             if Coverslip has none for the image's compression
	 */
	static ImageDecoder decoder(final TiffImage image) throws CodecException {
		throw new CodecException(image.compressionName());
	}
}
