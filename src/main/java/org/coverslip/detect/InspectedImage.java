package org.coverslip.detect;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffTag;

/**
 * What one directory of a TIFF says of its image, as far as other programs' readers care. Nothing is checked: an odd file
 * is what an inspection is for.
 *
 * @param tileWidth
 *            pixels; of a strip, the image's width
 * @param tileHeight
 *            pixels; of a strip, its rows
 * @param compression
 *            tag value
 * @param bits
 *            of the first sample
 * @param sampleFormat
 *            tag value of the first sample
 * @param separate
 *            whether each sample has tiles of its own
 * @param reduced
 *            whether NewSubfileType marks it as a smaller version of another image
 */
record InspectedImage(long width, long height, boolean tiled, long tileWidth, long tileHeight, int compression,
	int photometric, int bits, int sampleFormat, int samples, boolean separate, boolean reduced)
{

	static InspectedImage of(final Ifd ifd) throws IOException {
		final long width = ifd.longValue(IMAGE_WIDTH, 0);
		final long height = ifd.longValue(IMAGE_LENGTH, 0);
		final boolean tiled = ifd.isTiled();
		final int samples = ifd.intValue(SAMPLES_PER_PIXEL, 1);
		return new InspectedImage(width, height, tiled, tiled ? ifd.longValue(TILE_WIDTH) : width,
			tiled ? ifd.longValue(TILE_LENGTH) : Math.min(height, ifd.longValue(ROWS_PER_STRIP, height)),
			ifd.intValue(COMPRESSION, COMPRESSION_NONE), ifd.intValue(PHOTOMETRIC, -1), ifd.intValue(BITS_PER_SAMPLE, 1),
			ifd.intValue(SAMPLE_FORMAT, SAMPLE_UINT), samples,
			samples > 1 && ifd.intValue(PLANAR_CONFIG, PLANAR_CHUNKY) == PLANAR_SEPARATE, ifd.isReduced());
	}

	/** Bytes of the whole image when decoded. */
	double decodedBytes() {
		return (double) width * height * samples * bits / 8;
	}

	boolean isFloating() {
		return sampleFormat == TiffTag.SAMPLE_FLOAT;
	}

	/** Whether this could be a smaller level of another: less wide, of the same proportions within 2 percent or 2 pixels. */
	boolean isSmallerVersionOf(final InspectedImage full) {
		if (width <= 0 || height <= 0 || width >= full.width) return false;
		final double expected = (double) full.height * width / full.width;
		return samples == full.samples && Math.abs(expected - height) <= Math.max(2, 0.02 * expected);
	}

	String compressionName() {
		return TiffImage.compressionName(compression);
	}

	/** E.g. "3072 x 3968, 8-bit RGB, LZW, tiles of 512 x 512, marked as reduced". */
	String summary() {
		final StringBuilder text = new StringBuilder();
		text.append(width).append(" x ").append(height).append(", ").append(bits).append("-bit ");
		if (isFloating()) text.append("floating-point ");
		if (sampleFormat == TiffTag.SAMPLE_INT) text.append("signed ");
		text.append(colors()).append(", ").append(compressionName());
		text.append(tiled ? ", tiles of " + tileWidth + " x " + tileHeight
			: tileHeight >= height ? ", in one strip" : ", strips of " + tileHeight + " rows");
		if (separate) text.append(", each sample apart");
		if (reduced) text.append(", marked as reduced");
		return text.toString();
	}

	private String colors() {
		return switch (photometric) {
			case PHOTOMETRIC_MIN_IS_WHITE -> "inverted gray";
			case PHOTOMETRIC_MIN_IS_BLACK -> samples == 1 ? "gray" : samples + " channels";
			case PHOTOMETRIC_RGB -> samples > 3 ? "RGB and " + (samples - 3) + " more" : "RGB";
			case PHOTOMETRIC_PALETTE -> "palette";
			case PHOTOMETRIC_CMYK -> "CMYK";
			case PHOTOMETRIC_YCBCR -> "YCbCr";
			default -> samples + " samples of photometric " + photometric;
		};
	}
}
