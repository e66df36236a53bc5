package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;

import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.CcittFaxCodec;
import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.LzmaCodec;
import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.compression.KnownCompressions;
import org.coverslip.compression.TileCompression;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.TiffFile;

/**
 * Decodes the stored bytes of one tile or strip to all its samples, converted to colours. Immutable; thread-safe.
 */
final class TiffTileDecoder {

	private final TiffImage image;
	private final TiffColours colours;
	private final ByteCodec byteCodec;
	private final ImageDecoder imageDecoder;
	private final Predictor predictor;

	private TiffTileDecoder(final TiffImage image, final TiffColours colours, final ByteCodec byteCodec,
		final ImageDecoder imageDecoder, final Predictor predictor)
	{
		this.image = image;
		this.colours = colours;
		this.byteCodec = byteCodec;
		this.imageDecoder = imageDecoder;
		this.predictor = predictor;
	}

	/**
	 * @throws CodecException
	 *             if Coverslip does not decode the image's compression; the message is a phrase that names it
	 */
	static TiffTileDecoder of(final TiffFile tiff, final TiffImage image) throws IOException {
		final ByteCodec byteCodec = byteCodec(image);
		final ImageDecoder imageDecoder = byteCodec == null ? TiffImageCodecs.decoder(tiff, image) : null;
		final boolean predicts = byteCodec != null && image.compression() != COMPRESSION_NONE
			&& image.compression() != COMPRESSION_PACKBITS
			&& !(byteCodec instanceof CcittFaxCodec);
		return new TiffTileDecoder(image, new TiffColours(image), byteCodec, imageDecoder,
			predicts ? Predictor.ofTag(image.predictor()) : Predictor.NONE);
	}

	private static ByteCodec byteCodec(final TiffImage image) throws IOException {
		return switch (image.compression()) {
			case COMPRESSION_PACKBITS -> new PackBitsCodec();
			case COMPRESSION_LZMA -> new LzmaCodec();
			case COMPRESSION_FAX_MODIFIED_HUFFMAN, COMPRESSION_FAX_T4, COMPRESSION_FAX_T6 -> fax(image);
			default -> KnownCompressions.ofTiff(image.compression()).flatMap(TileCompression::byteCodec).orElse(null);
		};
	}

	private static ByteCodec fax(final TiffImage image) throws IOException {
		if (image.layout().bits() != 1 || image.samples() > 1 && !image.separate())
			throw new CodecException(image.compressionName() + " of more than one bit a pixel");
		final int options = image.compression() == COMPRESSION_FAX_T6 ? T6_OPTIONS : T4_OPTIONS;
		return new CcittFaxCodec(image.compression(), image.tileWidth(), image.ifd().longValue(options, 0));
	}

	/**
	 * Decodes one stored block.
	 *
	 * @param encoded
	 *            its bytes
	 * @param width
	 *            pixels in a row as stored
	 * @param height
	 *            rows as stored: fewer than usual in an image's last strip
	 * @return all samples of the block, or its only one where samples are stored separately; colours not yet converted
	 * there
	 */
	PixelBlock decode(final byte[] encoded, final int width, final int height) throws IOException {
		final int samples = image.separate() ? 1 : image.samples();
		if (imageDecoder != null) {
			final PixelBlock block = imageDecoder.decode(encoded,
				new BlockShape(width, height, TiffImageCodecs.decodedSamples(image), image.layout().type()));
			// TIFF's own rules for YCbCr apply there, including black and white points
			return image.compression() == COMPRESSION_OLD_JPEG && block.samples() == 3
				? colours.ycbcr().convert(block.bytes(), width, height, 1, 1) : block;
		}
		final byte[] bytes = image.reversedBits() ? reverseBits(encoded) : encoded;
		if (image.photometric() == PHOTOMETRIC_YCBCR && !image.separate() && image.isRgb()) {
			final long length = YCbCrToRgb.storedBytes(width, height, image.subsamplingX(), image.subsamplingY());
			return colours.ycbcr()
				.convert(byteCodec.decode(bytes, checked(length)), width, height, image.subsamplingX(),
				image.subsamplingY());
		}
		byte[] raw = byteCodec.decode(bytes, checked(image.layout().blockBytes(width, height, samples)));
		if (raw == encoded && predictor != Predictor.NONE) raw = raw.clone();
		predictor.undo(raw, image.layout(), width, samples);
		return unpack(raw, width, height);
	}

	/** The samples of stored bytes that are neither compressed nor predicted. */
	PixelBlock unpackStored(final byte[] stored, final int width, final int height) throws CodecException {
		return unpack(image.reversedBits() ? reverseBits(stored) : stored, width, height);
	}

	private PixelBlock unpack(final byte[] raw, final int width, final int height) throws CodecException {
		return SampleUnpacker.unpack(raw, image.layout(), width, height, image.separate() ? 1 : image.samples());
	}

	/** Converts all samples of a block to colours; may change and return the block itself. */
	PixelBlock convert(final PixelBlock block) throws IOException {
		if (image.separate() && image.photometric() == PHOTOMETRIC_YCBCR && image.isRgb())
			return colours.ycbcr().convert(block.bytes(), block.width(), block.height(), 1, 1);
		return colours.convert(block);
	}

	private static int checked(final long length) throws CodecException {
		if (length > Integer.MAX_VALUE - 8)
			throw new CodecException("a block of " + length + " bytes cannot be held in memory");
		return (int) length;
	}

	private static byte[] reverseBits(final byte[] bytes) {
		final byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++)
			reversed[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
		return reversed;
	}
}
