package org.coverslip.export.tiff;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.Uncompressed;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles.Colours;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.EncodedTiles.Prediction;
import org.coverslip.tiff.TiffTag;

/** Which encoder, and which tags, stand for a compression. */
final class TileCodings {

	/** From here on every other column of the chroma is left out, not every other row too. */
	private static final int FINE_QUALITY = 90;

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
		return switch (compression) {
			case NONE -> lossless(TiffTag.COMPRESSION_NONE, Predictor.NONE, new Uncompressed(), samples);
			case LZW -> lossless(TiffTag.COMPRESSION_LZW, predictorFor(type), new LzwCodec(), samples);
			case DEFLATE -> lossless(TiffTag.COMPRESSION_DEFLATE, predictorFor(type), new DeflateCodec(), samples);
			case ZSTD -> lossless(TiffTag.COMPRESSION_ZSTD, predictorFor(type), new ZstdCodec(), samples);
			case JPEG -> jpeg(options, type, samples);
			case JPEG2000 -> jpeg2000(options, type, samples);
			case KEEP -> throw new IllegalArgumentException("what is kept is not encoded");
		};
	}

	/**
	 * An encoder whose tiles can stand beside stored ones, in one level.
	 *
	 * @return empty where Coverslip cannot write what is stored
	 */
	static Optional<TileEncoder> like(final Encoding stored, final PyramidTiffOptions options, final int samples) {
		final int compression = StoredTags.compression(stored.compression()).orElse(0);
		final Optional<ByteEncoder> bytes = switch (compression) {
			case TiffTag.COMPRESSION_NONE -> Optional.of(new Uncompressed());
			case TiffTag.COMPRESSION_LZW -> Optional.of(new LzwCodec());
			case TiffTag.COMPRESSION_DEFLATE -> Optional.of(new DeflateCodec());
			case TiffTag.COMPRESSION_ZSTD -> Optional.of(new ZstdCodec());
			case TiffTag.COMPRESSION_PACKBITS -> Optional.of(new PackBitsCodec());
			default -> Optional.empty();
		};
		if (bytes.isPresent()) return Optional.of(new PackedTileEncoder(predictor(stored.prediction()), bytes.get()));
		final boolean jpeg2000 = compression == TiffTag.COMPRESSION_JPEG2000
			|| compression == TiffTag.COMPRESSION_JPEG2000_APERIO_RGB;
		if (jpeg2000) return Optional.of(Jpeg2000Encoder.ofQuality(options.quality()));
		if (compression != TiffTag.COMPRESSION_JPEG) return Optional.empty();
		if (stored.colours() == Colours.RGB)
			return Optional.of(JpegEncoder.ofWholeRgbStreams(options.quality()));
		return subsampling(stored).map(s -> JpegEncoder.ofWholeStreams(options.quality(), s, samples));
	}

	/** The chroma subsampling of stored JPEG tiles, if it is one that is written. */
	private static Optional<JpegSubsampling> subsampling(final Encoding stored) {
		for (final JpegSubsampling s : JpegSubsampling.values())
			if (s.horizontal() == stored.subsamplingX() && s.vertical() == stored.subsamplingY()) return Optional.of(s);
		return Optional.empty();
	}

	/**
	 * The coding of JPEG levels that stand below stored ones: of the same colours, since readers take one for all
	 * levels.
	 */
	static TileCoding jpegLike(final Encoding stored, final PyramidTiffOptions options, final int samples)
		throws IOException {
		if (samples == 3 && stored.colours() == Colours.RGB)
			return jpeg(JpegEncoder.rgbWithSharedTables(options.quality(), JpegBackend.best()));
		return jpeg(JpegEncoder.withSharedTables(options.quality(),
			subsampling(stored).orElse(JpegSubsampling.COLUMNS_AND_ROWS), samples));
	}

	private static Predictor predictor(final Prediction prediction) {
		return switch (prediction) {
			case NONE -> Predictor.NONE;
			case HORIZONTAL -> Predictor.HORIZONTAL;
			case FLOATING_POINT -> Predictor.FLOATING_POINT;
		};
	}

	private static TileCoding jpeg(final PyramidTiffOptions options, final PixelType type, final int samples)
		throws IOException
	{
		if (type != PixelType.UINT8)
			throw new IllegalArgumentException(
				"JPEG holds samples of 8 bits, and this image has " + type
				+ "; choose LZW, Deflate or another lossless compression");
		return jpeg(samples == 3 && options.chromaSubsampling() == ChromaSubsampling.NONE
			? JpegEncoder.rgbWithSharedTables(options.quality(), JpegBackend.best())
			: JpegEncoder.withSharedTables(options.quality(), subsampling(options), samples));
	}

	private static TileCoding jpeg(final JpegEncoder encoder) {
		final int photometric = switch (encoder.colour()) {
			case GRAY -> TiffTag.PHOTOMETRIC_MIN_IS_BLACK;
			case RGB -> TiffTag.PHOTOMETRIC_RGB;
			default -> TiffTag.PHOTOMETRIC_YCBCR;
		};
		return new TileCoding(encoder, TiffTag.COMPRESSION_JPEG, photometric, TiffTag.PREDICTOR_NONE,
			encoder.subsampling().horizontal(), encoder.subsampling().vertical(), encoder.tables());
	}

	/** Colour under Aperio's number, which more readers know than the official one. */
	private static TileCoding jpeg2000(final PyramidTiffOptions options, final PixelType type, final int samples) {
		if (type.bytes() > 2)
			throw new IllegalArgumentException(
				"JPEG 2000 holds samples of 8 or 16 bits, and this image has " + type
				+ "; choose a lossless compression");
		final int tag = samples == 3 ? TiffTag.COMPRESSION_JPEG2000_APERIO_RGB : TiffTag.COMPRESSION_JPEG2000;
		return new TileCoding(Jpeg2000Encoder.ofQuality(options.quality()), tag, photometric(samples),
			TiffTag.PREDICTOR_NONE);
	}

	private static int photometric(final int samples) {
		return samples == 3 ? TiffTag.PHOTOMETRIC_RGB : TiffTag.PHOTOMETRIC_MIN_IS_BLACK;
	}

	private static JpegSubsampling subsampling(final PyramidTiffOptions options) {
		return switch (options.chromaSubsampling()) {
			case BY_QUALITY -> options.quality() < FINE_QUALITY ? JpegSubsampling.COLUMNS_AND_ROWS
				: JpegSubsampling.COLUMNS;
			case NONE -> JpegSubsampling.NONE;
			case HORIZONTAL -> JpegSubsampling.COLUMNS;
			case BOTH -> JpegSubsampling.COLUMNS_AND_ROWS;
		};
	}

	private static TileCoding lossless(final int tag, final Predictor predictor, final ByteEncoder encoder,
		final int samples) {
		return new TileCoding(new PackedTileEncoder(predictor, encoder), tag, photometric(samples), predictor.tag());
	}

	/**
	 * None for floating-point samples: Bio-Formats 8 and Java's own reader know no predictor 3 and refuse the file, and
	 * 2 makes such samples no smaller (measured by scripts/compatibility.sh).
	 */
	private static Predictor predictorFor(final PixelType type) {
		return type.isFloating() ? Predictor.NONE : Predictor.HORIZONTAL;
	}
}
