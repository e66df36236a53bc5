package org.coverslip.export.tiff;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.compression.EncoderSettings;
import org.coverslip.compression.JpegCompression;
import org.coverslip.compression.KnownCompressions;
import org.coverslip.compression.PackedCompression;
import org.coverslip.compression.PackedTileEncoder;
import org.coverslip.compression.TileCoding;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.StoredCompression;

/** Finds the coding for what the options say, and for what is stored. */
final class TileCodings {

	private TileCodings() {}

	/**
	 * The coding of tiles.
	 *
	 * @param compression
	 *            not {@code KEEP}
	 * @param options
	 *            whose quality and chroma subsampling are used
	 * @throws IllegalArgumentException
	 *             if the compression cannot hold such samples
	 */
	static TileCoding of(final Compression compression, final PyramidTiffOptions options, final PixelType type,
		final int samples) throws IOException
	{
		return compression.encoded()
			.orElseThrow(() -> new IllegalArgumentException("what is kept is not encoded"))
			.coding(settings(options), type, samples);
	}

	/**
	 * An encoder whose tiles can be in the same level as stored ones.
	 *
	 * @return empty if Coverslip cannot write what is stored
	 */
	static Optional<TileEncoder> like(final Encoding stored, final PyramidTiffOptions options, final int samples) {
		if (stored.compression().equals(StoredCompression.PACKBITS)) return Optional
			.of(new PackedTileEncoder(PackedCompression.predictor(stored.prediction()), new PackBitsCodec()));
		return StoredTags.compression(stored.compression()).flatMap(KnownCompressions::ofTiff)
			.flatMap(compression -> compression.like(stored, settings(options), samples));
	}

	/**
	 * The coding of JPEG levels below stored ones: with the same colours, since readers assume the same for all levels.
	 */
	static TileCoding jpegLike(final Encoding stored, final PyramidTiffOptions options, final int samples)
		throws IOException
	{
		return JpegCompression.below(stored, settings(options), samples);
	}

	private static EncoderSettings settings(final PyramidTiffOptions options) {
		return new EncoderSettings(options.quality(), switch (options.chromaSubsampling()) {
			case BY_QUALITY -> Optional.empty();
			case NONE -> Optional.of(JpegSubsampling.NONE);
			case HORIZONTAL -> Optional.of(JpegSubsampling.COLUMNS);
			case BOTH -> Optional.of(JpegSubsampling.COLUMNS_AND_ROWS);
		});
	}
}
