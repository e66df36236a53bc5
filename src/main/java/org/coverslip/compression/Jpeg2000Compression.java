package org.coverslip.compression;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.StoredCompression;
import org.coverslip.tiff.TiffTag;

/**
 * With loss, integer types of 8 or 16 bits, 1 or 3 samples. Colour is written under Aperio's number, which more readers
 * know than the official one.
 */
public final class Jpeg2000Compression implements TileCompression {

	@Override
	public String word() {
		return "jpeg2000";
	}

	@Override
	public String name() {
		return "JPEG 2000";
	}

	@Override
	public boolean isLossless() {
		return false;
	}

	@Override
	public List<Integer> tiffNumbers() {
		return List.of(TiffTag.COMPRESSION_JPEG2000, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB,
			TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR);
	}

	@Override
	public TileCoding coding(final EncoderSettings settings, final PixelType type, final int samples)
		throws IOException
	{
		if (type.bytes() > 2)
			throw new IllegalArgumentException("JPEG 2000 holds samples of 8 or 16 bits, and this image has " + type
				+ "; choose a lossless compression");
		final int number = samples == 3 ? TiffTag.COMPRESSION_JPEG2000_APERIO_RGB : TiffTag.COMPRESSION_JPEG2000;
		return new TileCoding(Jpeg2000Encoder.ofQuality(settings.quality()), number, TileCoding.photometric(samples),
			TiffTag.PREDICTOR_NONE);
	}

	/** None for components that are YCbCr without the stream saying so, since such streams are not written. */
	@Override
	public Optional<TileEncoder> like(final Encoding stored, final EncoderSettings settings, final int samples) {
		return stored.compression().equals(StoredCompression.JPEG2000_YCBCR) ? Optional.empty()
			: Optional.of(Jpeg2000Encoder.ofQuality(settings.quality()));
	}

	@Override
	public Optional<ByteCodec> byteCodec() {
		return Optional.empty();
	}

	@Override
	public Optional<ImageDecoder> imageDecoder(final TiffTiles tiles) {
		return Optional.of(tiles.number() == TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR ? Jpeg2000Decoder.ofYcbcr()
			: Jpeg2000Decoder.ofStream());
	}
}
