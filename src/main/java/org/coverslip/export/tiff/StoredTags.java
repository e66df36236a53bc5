package org.coverslip.export.tiff;

import java.util.Map;
import java.util.Optional;

import org.coverslip.compression.KnownCompressions;
import org.coverslip.slide.EncodedTiles.Colours;
import org.coverslip.slide.EncodedTiles.Prediction;
import org.coverslip.slide.StoredCompression;
import org.coverslip.tiff.TiffTag;

/** TIFF's numbers for how a slide's tiles are stored. */
final class StoredTags {

	/** Numbers for compressions that are not written, and for special forms of those that are. */
	private static final Map<StoredCompression, Integer> COPIED = Map.ofEntries( //
		Map.entry(StoredCompression.PACKBITS, TiffTag.COMPRESSION_PACKBITS), //
		Map.entry(StoredCompression.ofBytes("LZMA"), TiffTag.COMPRESSION_LZMA), //
		Map.entry(StoredCompression.ofBytes("LERC"), TiffTag.COMPRESSION_LERC), //
		Map.entry(StoredCompression.ofStreams("PNG"), TiffTag.COMPRESSION_PNG), //
		Map.entry(StoredCompression.JPEG2000_RGB, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB), //
		Map.entry(StoredCompression.JPEG2000_YCBCR, TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR), //
		Map.entry(new StoredCompression("JPEG 2000", "lossy", true), TiffTag.COMPRESSION_JPEG2000_LOSSY), //
		Map.entry(StoredCompression.WEBP, TiffTag.COMPRESSION_WEBP), //
		Map.entry(StoredCompression.JPEG_XR, TiffTag.COMPRESSION_JPEG_XR), //
		Map.entry(new StoredCompression("JPEG XR", "NDPI", true), TiffTag.COMPRESSION_JPEG_XR_NDPI), //
		Map.entry(StoredCompression.ofStreams("JPEG XL"), TiffTag.COMPRESSION_JPEG_XL), //
		Map.entry(new StoredCompression("JPEG XL", "DNG", true), TiffTag.COMPRESSION_JPEG_XL_DNG));

	private StoredTags() {}

	/** The value of tag 259; empty for a compression that TIFF has no number for. */
	static Optional<Integer> compression(final StoredCompression compression) {
		if (COPIED.containsKey(compression) || !compression.form().isEmpty())
			return Optional.ofNullable(COPIED.get(compression));
		return KnownCompressions.ofName(compression.name()).map(known -> known.tiffNumbers().get(0));
	}

	/** The value of tag 262. */
	static int photometric(final Colours colours) {
		return switch (colours) {
			case GRAY -> TiffTag.PHOTOMETRIC_MIN_IS_BLACK;
			case RGB -> TiffTag.PHOTOMETRIC_RGB;
			case YCBCR -> TiffTag.PHOTOMETRIC_YCBCR;
			case OTHER -> throw new IllegalArgumentException("tiles of such colours are not copied");
		};
	}

	/** The value of tag 317. */
	static int predictor(final Prediction prediction) {
		return switch (prediction) {
			case NONE -> TiffTag.PREDICTOR_NONE;
			case HORIZONTAL -> TiffTag.PREDICTOR_HORIZONTAL;
			case FLOATING_POINT -> TiffTag.PREDICTOR_FLOATING_POINT;
		};
	}
}
