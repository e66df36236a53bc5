package org.coverslip.compression;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles.Colours;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.tiff.TiffTag;

/** With loss, 8 bits, 1 or 3 samples. The tiles share their tables. */
public final class JpegCompression implements TileCompression {

	/** From here on every other column of the chroma is left out, not every other row too. */
	private static final int FINE_QUALITY = 90;

	@Override
	public String word() {
		return "jpeg";
	}

	@Override
	public String name() {
		return "JPEG";
	}

	@Override
	public boolean isLossless() {
		return false;
	}

	@Override
	public List<Integer> tiffNumbers() {
		return List.of(TiffTag.COMPRESSION_JPEG);
	}

	/** All of the chroma is kept as RGB, since Bio-Formats shows YCbCr 4:4:4 wrong. */
	@Override
	public TileCoding coding(final EncoderSettings settings, final PixelType type, final int samples)
		throws IOException
	{
		if (type != PixelType.UINT8)
			throw new IllegalArgumentException("JPEG holds samples of 8 bits, and this image has " + type
				+ "; choose LZW, Deflate or another lossless compression");
		final JpegSubsampling chroma = settings.chroma().orElse(
			settings.quality() < FINE_QUALITY ? JpegSubsampling.COLUMNS_AND_ROWS : JpegSubsampling.COLUMNS);
		return coding(samples == 3 && chroma == JpegSubsampling.NONE
			? JpegEncoder.rgbWithSharedTables(settings.quality(), JpegBackend.best())
			: JpegEncoder.withSharedTables(settings.quality(), chroma, samples));
	}

	/**
	 * The coding of levels that stand below stored ones: of the same colours, since readers take one for all levels.
	 */
	public static TileCoding below(final Encoding stored, final EncoderSettings settings, final int samples)
		throws IOException
	{
		if (samples == 3 && stored.colours() == Colours.RGB)
			return coding(JpegEncoder.rgbWithSharedTables(settings.quality(), JpegBackend.best()));
		return coding(JpegEncoder.withSharedTables(settings.quality(),
			subsampling(stored).orElse(JpegSubsampling.COLUMNS_AND_ROWS), samples));
	}

	@Override
	public Optional<TileEncoder> like(final Encoding stored, final EncoderSettings settings, final int samples) {
		if (stored.colours() == Colours.RGB) return Optional.of(JpegEncoder.ofWholeRgbStreams(settings.quality()));
		return subsampling(stored).map(s -> JpegEncoder.ofWholeStreams(settings.quality(), s, samples));
	}

	/** The chroma subsampling of stored tiles, if it is one that is written. */
	private static Optional<JpegSubsampling> subsampling(final Encoding stored) {
		for (final JpegSubsampling s : JpegSubsampling.values())
			if (s.horizontal() == stored.subsamplingX() && s.vertical() == stored.subsamplingY()) return Optional.of(s);
		return Optional.empty();
	}

	private static TileCoding coding(final JpegEncoder encoder) {
		final int photometric = switch (encoder.colour()) {
			case GRAY -> TiffTag.PHOTOMETRIC_MIN_IS_BLACK;
			case RGB -> TiffTag.PHOTOMETRIC_RGB;
			default -> TiffTag.PHOTOMETRIC_YCBCR;
		};
		return new TileCoding(encoder, TiffTag.COMPRESSION_JPEG, photometric, TiffTag.PREDICTOR_NONE,
			encoder.subsampling().horizontal(), encoder.subsampling().vertical(), encoder.tables());
	}

	@Override
	public Optional<ByteCodec> byteCodec() {
		return Optional.empty();
	}

	@Override
	public Optional<ImageDecoder> imageDecoder(final TiffTiles tiles) throws IOException {
		return Optional.of(JpegDecoder.withTables(JpegColours.ofTiff(tiles.photometric(), tiles.samples()),
			tiles.jpegTables().orElse(null)));
	}
}
