package org.coverslip.format.olympus;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageIoDecoder;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Header;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Turns the bytes of a tile into samples. Immutable; thread-safe.
 * <p>
 * Source of the compression numbers and of the order of samples (blue, green, red, but only in uncompressed tiles):
 * Bio-Formats' CellSensReader.
 */
record EtsDecoder(EtsHeader header) {

	private static final int NONE = 0;
	private static final int JPEG = 2;
	private static final int JPEG_2000 = 3;
	private static final int LOSSLESS_JPEG = 5;
	private static final int PNG = 8;
	private static final int BMP = 9;

	/** The compression's name for people. */
	String name() {
		return switch (header.compression()) {
			case NONE -> "none";
			case JPEG -> "JPEG";
			case JPEG_2000 -> "JPEG 2000";
			case LOSSLESS_JPEG -> "lossless JPEG";
			case PNG -> "PNG";
			case BMP -> "BMP";
			default -> "compression " + header.compression();
		};
	}

	/** Whether there is a decoder for the compression and the samples. */
	boolean isKnown() {
		return switch (header.compression()) {
			case NONE -> true;
			case JPEG, LOSSLESS_JPEG ->
				(header.type() == PixelType.UINT8 || header.type() == PixelType.UINT16) && header.storedSamples() != 4;
			case JPEG_2000 -> header.type().bytes() <= 2;
			case PNG, BMP -> header.type() == PixelType.UINT8;
			default -> false;
		};
	}

	/** A tile of {@link EtsHeader#tileShape()}; it is 0 where its stream does not reach. */
	PixelBlock decode(final byte[] bytes) throws CodecException {
		final BlockShape shape = header.tileShape();
		final PixelBlock block = switch (header.compression()) {
			case NONE -> uncompressed(bytes);
			case JPEG -> jpeg(bytes, JpegColours.ofStreams());
			case LOSSLESS_JPEG -> jpeg(bytes, JpegColours.stated(JpegColour.RGB));
			case JPEG_2000 -> jpeg2000(bytes);
			case PNG -> picture(bytes, ImageIoDecoder.png());
			case BMP -> picture(bytes, ImageIoDecoder.bmp());
			default -> throw new CodecException(name() + " is not supported");
		};
		if (block.shape().equals(shape)) return block;
		final PixelBlock whole = PixelBlock.zeros(shape);
		block.copyTo(0, 0, whole, 0, 0, Math.min(block.width(), shape.width()),
			Math.min(block.height(), shape.height()));
		return whole;
	}

	private PixelBlock uncompressed(final byte[] bytes) throws CodecException {
		final PixelBlock block =
			SampleUnpacker.unpack(bytes, SampleLayout.littleEndian(header.type()), header.tileWidth(),
			header.tileHeight(), header.storedSamples());
		return header.storedSamples() == 1 ? block : colours(block, header.blueFirst());
	}

	/** Red, green and blue of pixels of 3 or 4 samples. */
	private static PixelBlock colours(final PixelBlock stored, final boolean blueFirst) {
		if (stored.samples() == 3 && !blueFirst) return stored;
		final PixelBlock colours = PixelBlock.zeros(stored.shape().withSamples(3));
		final int n = stored.samples();
		for (int i = 0; i < stored.shape().pixels(); i++)
			for (int s = 0; s < 3; s++)
				System.arraycopy(stored.array(), i * n + (blueFirst ? 2 - s : s), colours.array(), 3 * i + s, 1);
		return colours;
	}

	private PixelBlock jpeg(final byte[] bytes, final JpegColours colours) throws CodecException {
		final JpegHeader stream = JpegHeader.parse(bytes);
		return ofType(JpegDecoder.of(colours)
			.decode(bytes, shape(stream.width(), stream.height(), header.samples(), stream.type())));
	}

	private PixelBlock jpeg2000(final byte[] bytes) throws CodecException {
		final Jpeg2000Header stream = Jpeg2000Header.parse(bytes);
		final Jpeg2000Header.Component first = stream.components().get(0);
		final PixelType type = first.bits() > 8 ? first.signed() ? PixelType.INT16 : PixelType.UINT16
			: first.signed() ? PixelType.INT8 : PixelType.UINT8;
		final PixelBlock block = Jpeg2000Decoder.ofStream().decode(bytes,
			shape(stream.width(), stream.height(), header.storedSamples(), type));
		return ofType(header.storedSamples() == 1 ? block : colours(block, false));
	}

	/** A file of 16-bit samples may hold tiles of up to 8 bits. */
	private PixelBlock ofType(final PixelBlock block) throws CodecException {
		if (block.type() == header.type()) return block;
		if (block.type().bytes() > header.type().bytes() || block.type().isSigned() != header.type().isSigned())
			throw new CodecException("a tile of " + header.type() + " is expected, found " + block.type());
		final PixelBlock wide =
			PixelBlock.zeros(new BlockShape(block.width(), block.height(), block.samples(), header.type()));
		for (int i = 0; i < block.shape().length(); i++)
			wide.put(i, block.value(i));
		return wide;
	}

	private PixelBlock picture(final byte[] bytes, final ImageIoDecoder decoder) throws CodecException {
		final PixelBlock rgb =
			decoder.decode(bytes, shape(header.tileWidth(), header.tileHeight(), 3, PixelType.UINT8));
		if (header.samples() == 3) return rgb;
		final PixelBlock grey = PixelBlock.zeros(rgb.shape().withSamples(1));
		for (int i = 0; i < grey.bytes().length; i++)
			grey.bytes()[i] = rgb.bytes()[3 * i];
		return grey;
	}

	private static BlockShape shape(final int width, final int height, final int samples, final PixelType type)
		throws CodecException {
		if (!BlockShape.fits(width, height, samples))
			throw new CodecException("a tile of " + width + " x " + height + " pixels is too large");
		return new BlockShape(width, height, samples, type);
	}
}
