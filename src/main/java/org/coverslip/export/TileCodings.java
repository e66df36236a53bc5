package org.coverslip.export;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.Uncompressed;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.export.PyramidTiffOptions.Compression;
import org.coverslip.pixel.PixelType;
import org.coverslip.tiff.TiffTag;

/** Which encoder, and which tags, stand for a compression. */
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
		final int samples)
	{
		return switch (compression) {
			case NONE -> lossless(TiffTag.COMPRESSION_NONE, Predictor.NONE, new Uncompressed(), samples);
			case LZW -> lossless(TiffTag.COMPRESSION_LZW, predictorFor(type), new LzwCodec(), samples);
			case DEFLATE -> lossless(TiffTag.COMPRESSION_DEFLATE, predictorFor(type), new DeflateCodec(), samples);
			case ZSTD -> lossless(TiffTag.COMPRESSION_ZSTD, predictorFor(type), new ZstdCodec(), samples);
			case JPEG, JPEG2000, KEEP -> throw new IllegalArgumentException("no encoder for " + compression);
		};
	}

	private static TileCoding lossless(final int tag, final Predictor predictor, final ByteEncoder encoder, final int samples) {
		return new TileCoding(new PackedTileEncoder(predictor, encoder), tag,
			samples == 3 ? TiffTag.PHOTOMETRIC_RGB : TiffTag.PHOTOMETRIC_MIN_IS_BLACK, predictor.tag());
	}

	private static Predictor predictorFor(final PixelType type) {
		return type.isFloating() ? Predictor.FLOATING_POINT : Predictor.HORIZONTAL;
	}
}
