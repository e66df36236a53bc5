package org.coverslip.format.mirax;

import java.util.Locale;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageIoDecoder;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** How an image is stored in a data file. */
enum ImageFormat {
	JPEG, PNG, BMP;

	/** The format that {@code Slidedat.ini} names {@code JPEG}, {@code PNG} or {@code BMP24}. */
	static Optional<ImageFormat> named(final String name) {
		return switch (name.toUpperCase(Locale.ROOT)) {
			case "JPEG" -> Optional.of(JPEG);
			case "PNG" -> Optional.of(PNG);
			case "BMP", "BMP24" -> Optional.of(BMP);
			default -> Optional.empty();
		};
	}

	/** The format that an image's first two bytes indicate. */
	static Optional<ImageFormat> beginning(final int first, final int second) {
		if (first == 0xff && second == 0xd8) return Optional.of(JPEG);
		if (first == 0x89 && second == 'P') return Optional.of(PNG);
		return first == 'B' && second == 'M' ? Optional.of(BMP) : Optional.empty();
	}

	/**
	 * Decodes an image to RGB of 8 bits, whatever is stored.
	 *
	 * @throws CodecException
	 *             if it is damaged, or is not of this size
	 */
	PixelBlock decode(final byte[] encoded, final int width, final int height) throws CodecException {
		final BlockShape rgb = new BlockShape(width, height, 3, PixelType.UINT8);
		return switch (this) {
			case JPEG -> jpeg(encoded, rgb);
			case PNG -> ImageIoDecoder.png().decode(encoded, rgb);
			case BMP -> ImageIoDecoder.bmp().decode(encoded, rgb);
		};
	}

	private static PixelBlock jpeg(final byte[] encoded, final BlockShape rgb) throws CodecException {
		final JpegHeader header = JpegHeader.parse(encoded);
		if (header.colour().samples() == 3) return JpegDecoder.of(header.colour()).decode(encoded, rgb);
		if (header.components().size() != 1)
			throw new CodecException("a JPEG of grey or colours is expected, found " + header.components()
				.size() + " components");
		final byte[] grey = JpegDecoder.of(header.colour()).decode(encoded, rgb.withSamples(1)).bytes();
		final PixelBlock block = PixelBlock.zeros(rgb);
		for (int i = 0, to = 0; i < grey.length; i++)
			for (int s = 0; s < 3; s++)
				block.bytes()[to++] = grey[i];
		return block;
	}
}
