package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import org.coverslip.compression.KnownCompressions;
import org.coverslip.slide.EncodedTiles.Colours;
import org.coverslip.slide.EncodedTiles.Prediction;
import org.coverslip.slide.StoredCompression;

/** Translates TIFF's numbers for stored tiles into the model's terms. */
final class StoredTiffTiles {

	private StoredTiffTiles() {}

	/** The compression for a value of tag 259; the two numbers for Deflate stand for the same bytes. */
	static StoredCompression compression(final int tag) {
		final String name = TiffImage.compressionName(tag);
		return switch (tag) {
			case COMPRESSION_JPEG2000_APERIO_RGB -> StoredCompression.JPEG2000_RGB;
			case COMPRESSION_JPEG2000_APERIO_YCBCR -> StoredCompression.JPEG2000_YCBCR;
			case COMPRESSION_JPEG2000_LOSSY -> new StoredCompression(name, "lossy", true);
			case COMPRESSION_JPEG_XR_NDPI -> new StoredCompression(name, "NDPI", true);
			case COMPRESSION_JPEG_XL_DNG -> new StoredCompression(name, "DNG", true);
			case COMPRESSION_WEBP, COMPRESSION_JPEG_XR, COMPRESSION_JPEG_XL, COMPRESSION_PNG ->
				StoredCompression.ofStreams(name);
			default -> isStream(tag) ? StoredCompression.ofStreams(name) : StoredCompression.ofBytes(name);
		};
	}

	private static boolean isStream(final int tag) {
		return KnownCompressions.ofTiff(tag).filter(known -> known.byteCodec().isEmpty()).isPresent();
	}

	/** The colours for a value of tag 262. */
	static Colours colours(final int tag) {
		return switch (tag) {
			case PHOTOMETRIC_MIN_IS_BLACK -> Colours.GRAY;
			case PHOTOMETRIC_RGB -> Colours.RGB;
			case PHOTOMETRIC_YCBCR -> Colours.YCBCR;
			default -> Colours.OTHER;
		};
	}

	/** The prediction for a value of tag 317; unknown values occur with streams, which are not predicted. */
	static Prediction prediction(final int tag) {
		return switch (tag) {
			case PREDICTOR_HORIZONTAL -> Prediction.HORIZONTAL;
			case PREDICTOR_FLOATING_POINT -> Prediction.FLOATING_POINT;
			default -> Prediction.NONE;
		};
	}
}
