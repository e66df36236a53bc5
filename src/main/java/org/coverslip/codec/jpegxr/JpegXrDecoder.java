package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * JPEG XR (ITU-T T.832), files and bare code streams: TIFF compressions 22610 and 34934, and the one in Zeiss' CZI
 * files. Colours are given red first. Alpha is left out where one sample fewer is expected than the image has, and
 * added as opaque where one more is.
 */
public final class JpegXrDecoder implements ImageDecoder {

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final JpegXrImage image = JpegXrImage.parse(encoded);
		final boolean withAlpha = expected.samples() == image.colours() + 1;
		if (image.width() != expected.width() || image.height() != expected.height() || image.type() != expected.type()
			|| !withAlpha && expected.samples() != image.colours())
			throw new CodecException("a JPEG XR of " + expected + " is expected, found " + image.shape());
		return image.decode(withAlpha, Reduction.NONE);
	}
}
