package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.ImageIoDecoder;
import org.coverslip.codec.JpegXlDecoder;
import org.coverslip.codec.LercDecoder;
import org.coverslip.codec.WebpDecoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.codec.jpegxr.JpegXrDecoder;
import org.coverslip.compression.KnownCompressions;
import org.coverslip.compression.TileCompression;
import org.coverslip.compression.TileCompression.TiffTiles;
import org.coverslip.tiff.TiffFile;

/** Which image codec decodes a directory's tiles. */
final class TiffImageCodecs {

	private TiffImageCodecs() {}

	/**
	 * @throws CodecException
	 *             if Coverslip has none for the image's compression, which the message names
	 */
	static ImageDecoder decoder(final TiffFile tiff, final TiffImage image) throws IOException {
		final int samples = image.separate() ? 1 : image.samples();
		final Optional<TileCompression> known = KnownCompressions.ofTiff(image.compression());
		if (known.isPresent()) return known.get().imageDecoder(new TiffTiles(image.compression(), image.photometric(),
			samples, Optional.ofNullable(image.ifd().bytes(JPEG_TABLES)))).orElseThrow();
		return switch (image.compression()) {
			case COMPRESSION_OLD_JPEG -> OldJpegImage.decoder(tiff, image);
			case COMPRESSION_JPEG2000_LOSSY -> Jpeg2000Decoder.ofYcbcr();
			case COMPRESSION_LERC ->
				LercDecoder.of(image.ifd().has(LERC_PARAMETERS) ? image.ifd().longs(LERC_PARAMETERS) : new long[0],
					tiff.byteOrder());
			case COMPRESSION_PNG -> ImageIoDecoder.pngSamples();
			case COMPRESSION_JPEG_XL, COMPRESSION_JPEG_XL_DNG -> JpegXlDecoder.find();
			case COMPRESSION_WEBP -> new WebpDecoder();
			case COMPRESSION_JPEG_XR, COMPRESSION_JPEG_XR_NDPI -> new JpegXrDecoder();
			default -> throw new CodecException(image.compressionName());
		};
	}

	/** Samples that the image codec gives for each pixel: it turns inks into RGB itself. */
	static int decodedSamples(final TiffImage image) {
		if (image.separate()) return 1;
		return image.compression() == COMPRESSION_JPEG && image.photometric() == PHOTOMETRIC_CMYK
			&& image.samples() == 4 ? 3
			: image.samples();
	}
}
