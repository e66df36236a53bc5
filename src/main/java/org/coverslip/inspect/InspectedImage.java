package org.coverslip.inspect;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * What one directory of a TIFF says about its image, as far as it matters to other programs. Nothing is checked: odd
 * files are what an inspection is for.
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
 * @param mask
 *            whether it says which pixels of another image count
 * @param sparse
 *            whether tiles or strips are left out
 * @param statesBits
 *            whether it has the tag BitsPerSample, which may be left out of an image of one bit
 * @param statesDecodedLength
 *            whether its first tile, if that is in Zstandard, says how many bytes it decodes to; else true
 */
record InspectedImage(long width, long height, boolean tiled, long tileWidth, long tileHeight, int compression,
	int photometric, int bits, int sampleFormat, int samples, boolean separate, boolean reduced, boolean mask,
	boolean sparse, boolean statesBits,
	boolean statesDecodedLength)
{

	/** More tiles than these are not looked at. */
	private static final int MOST_TILES = 1 << 24;
	private static final int MASK = 4;
	/** RFC 8878, section 3.1.1: the magic number, little-endian. */
	private static final int ZSTD_MAGIC = 0xFD2FB528;
	/** Of the byte that follows: a field for the length of the content is there if one of these bits is set. */
	private static final int ZSTD_LENGTH = 0b1110_0000;

	static InspectedImage of(final TiffFile tiff, final Ifd ifd) throws IOException {
		final long width = ifd.longValue(IMAGE_WIDTH, 0);
		final long height = ifd.longValue(IMAGE_LENGTH, 0);
		final boolean tiled = ifd.isTiled();
		final int samples = ifd.intValue(SAMPLES_PER_PIXEL, 1);
		return new InspectedImage(width, height, tiled, tiled ? ifd.longValue(TILE_WIDTH) : width,
			tiled ? ifd.longValue(TILE_LENGTH) : Math.min(height, ifd.longValue(ROWS_PER_STRIP, height)),
			ifd.intValue(COMPRESSION, COMPRESSION_NONE), ifd.intValue(PHOTOMETRIC, -1),
			ifd.intValue(BITS_PER_SAMPLE, 1),
			ifd.intValue(SAMPLE_FORMAT, SAMPLE_UINT), samples,
			samples > 1 && ifd.intValue(PLANAR_CONFIG, PLANAR_CHUNKY) == PLANAR_SEPARATE, ifd.isReduced(),
			(ifd.longValue(NEW_SUBFILE_TYPE, 0) & MASK) != 0 || ifd.intValue(PHOTOMETRIC, -1) == PHOTOMETRIC_MASK,
			isSparse(ifd, tiled),
			ifd.has(BITS_PER_SAMPLE), statesDecodedLength(tiff, ifd, tiled));
	}

	private static boolean isSparse(final Ifd ifd, final boolean tiled) throws IOException {
		final int tag = tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
		return ifd.has(tag) && ifd.count(tag) <= MOST_TILES && LongStream.of(ifd.longs(tag))
			.anyMatch(count -> count == 0);
	}

	private static boolean statesDecodedLength(final TiffFile tiff, final Ifd ifd, final boolean tiled)
		throws IOException {
		final int offsets = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
		if (ifd.intValue(COMPRESSION, COMPRESSION_NONE) != COMPRESSION_ZSTD || !ifd.has(offsets)
			|| ifd.count(offsets) > MOST_TILES) return true;
		final ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
		final int read = tiff.source().read(ifd.longs(offsets)[0], head);
		return read < head.capacity() || head.getInt(0) != ZSTD_MAGIC || (head.get(Integer.BYTES) & ZSTD_LENGTH) != 0;
	}

	/** Bytes of a tile or strip when decoded, padding included. */
	long tileBytes() {
		return (tileWidth * (separate ? 1 : samples) * bits + 7) / 8 * tileHeight;
	}

	/** Bytes of the whole image when decoded. */
	double decodedBytes() {
		return (double) width * height * samples * bits / 8;
	}

	boolean isFloating() {
		return sampleFormat == TiffTag.SAMPLE_FLOAT;
	}

	/**
	 * Whether this could be a smaller level of another: less wide, of the same proportions within 2 percent or 2
	 * pixels.
	 */
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
		if (mask) text.append(", a mask");
		if (sparse) text.append(", with tiles left out");
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
