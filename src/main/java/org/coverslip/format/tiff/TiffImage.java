package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.coverslip.compression.KnownCompressions;
import org.coverslip.compression.TileCompression;
import org.coverslip.codec.CodecException;
import org.coverslip.codec.SampleLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What one directory says about its image: the checked description that decoding needs. Immutable.
 * <p>
 * Strips are described as tiles that are as wide as the image. Defaults are those of TIFF 6.0.
 *
 * @param ifd
 *            the directory
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param tiled
 *            whether it is stored in tiles rather than strips
 * @param tileWidth
 *            pixels of a tile; of a strip: the image's width
 * @param tileHeight
 *            pixels of a tile; of a strip: its rows
 * @param compression
 *            tag value
 * @param photometric
 *            tag value
 * @param samples
 *            samples per pixel as stored
 * @param layout
 *            bits, kind and byte order of each sample as stored, the same for all samples
 * @param separate
 *            whether each sample has tiles of its own
 * @param predictor
 *            tag value
 * @param reversedBits
 *            whether FillOrder is 2: the bits of each byte in reverse
 * @param alpha
 *            number of the sample that is opacity, or -1
 * @param associatedAlpha
 *            whether colours are stored multiplied by it
 * @param orientation
 *            tag value 1..8
 * @param subsamplingX
 *            horizontal subsampling of a YCbCr image, else 1
 * @param subsamplingY
 *            vertical, likewise
 */
public record TiffImage(Ifd ifd, long width, long height, boolean tiled, int tileWidth, int tileHeight, int compression,
	int photometric, int samples, SampleLayout layout, boolean separate, int predictor, boolean reversedBits, int alpha,
	boolean associatedAlpha, int orientation, int subsamplingX, int subsamplingY)
{

	/** More samples than any instrument writes; a larger number is damage. */
	private static final int MOST_SAMPLES = 1024;

	/** The most samples in a strip: far more than a file can hold, and few enough to calculate with. */
	private static final double MOST_IN_STRIP = 1e15;

	/** Reads and checks the description, but not the tile offsets. */
	public static TiffImage parse(final TiffFile tiff, final Ifd ifd) throws IOException {
		final StoredFile file = tiff.file();
		final long width = positive(file, ifd, IMAGE_WIDTH, "an image width");
		final long height = positive(file, ifd, IMAGE_LENGTH, "an image length");
		final boolean tiled = ifd.isTiled();
		final long tileWidth = tiled ? positive(file, ifd, TILE_WIDTH, "a tile width") : width;
		final long rows = tiled ? 0 : ifd.longValue(ROWS_PER_STRIP, height);
		final long tileHeight = tiled ? positive(file, ifd, TILE_LENGTH, "a tile length")
			: rows <= 0 ? height : Math.min(rows, height);
		final int samples = ifd.intValue(SAMPLES_PER_PIXEL, 1);
		if (samples < 1 || samples > MOST_SAMPLES)
			throw new SlideFormatException(file, ifd.offset(), "1 to " + MOST_SAMPLES + " samples per pixel",
				samples + "");
		if (tiled && !BlockShape.fits(tileWidth, tileHeight, samples))
			throw new SlideFormatException(file, ifd.offset(), "a tile that fits in memory",
				tileWidth + " x " + tileHeight + " pixels of " + samples + " samples");
		if ((double) tileWidth * tileHeight * samples > MOST_IN_STRIP)
			throw new SlideFormatException(file, ifd.offset(), "a strip that a file can hold",
				tileWidth + " x " + tileHeight + " pixels");
		final int photometric = photometric(ifd, samples);
		final int orientation = ifd.intValue(ORIENTATION, 1);
		final boolean ycbcr = photometric == PHOTOMETRIC_YCBCR;
		final int alpha = alphaSample(ifd, photometric, samples);
		return new TiffImage(ifd, width, height, tiled, (int) tileWidth, (int) tileHeight, ifd.intValue(COMPRESSION, 1),
			photometric, samples, layout(tiff, ifd),
			samples > 1 && ifd.intValue(PLANAR_CONFIG, PLANAR_CHUNKY) == PLANAR_SEPARATE,
			ifd.intValue(PREDICTOR, PREDICTOR_NONE),
			ifd.intValue(FILL_ORDER, 1) == 2, alpha, alpha >= 0 && extraSample(ifd) != EXTRA_UNASSOCIATED_ALPHA,
			orientation >= 1 && orientation <= 8 ? orientation : 1, ycbcr ? subsampling(file, ifd, 0) : 1,
			ycbcr ? subsampling(file, ifd, 1) : 1);
	}

	/**
	 * Colours in old-style JPEG are YCbCr, whatever the tag says (libtiff, tif_dirread.c). In JPEG, separately stored
	 * planes are RGB, even if the tag says YCbCr: Bio-Formats 8.0.0 writes and reads them like this, and libtiff 4.5.0
	 * cannot write separate YCbCr planes.
	 */
	private static int photometric(final Ifd ifd, final int samples) throws IOException {
		final int compression = ifd.intValue(COMPRESSION, COMPRESSION_NONE);
		if (samples == 3 && compression == COMPRESSION_OLD_JPEG) return PHOTOMETRIC_YCBCR;
		if (samples == 3 && compression == COMPRESSION_JPEG
			&& ifd.intValue(PLANAR_CONFIG, PLANAR_CHUNKY) == PLANAR_SEPARATE
			&& ifd.intValue(PHOTOMETRIC, PHOTOMETRIC_RGB) == PHOTOMETRIC_YCBCR) return PHOTOMETRIC_RGB;
		return ifd.intValue(PHOTOMETRIC, samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MIN_IS_BLACK);
	}

	private static long positive(final StoredFile file, final Ifd ifd, final int tag, final String what)
		throws IOException {
		final long value = ifd.longValue(tag);
		if (value < 1 || value > Integer.MAX_VALUE)
			throw new SlideFormatException(file, ifd.offset(), what + " of 1 to 2^31 - 1",
				Long.toUnsignedString(value));
		return value;
	}

	/** The value of a field that must be the same for all samples. */
	private static int uniform(final StoredFile file, final Ifd ifd, final int tag, final int absent)
		throws IOException {
		if (!ifd.has(tag)) return absent;
		final long[] values = ifd.longs(tag);
		for (final long value : values)
			if (value != values[0] || value > 1024)
				throw new SlideFormatException(file, ifd.offset(), "one value of tag " + tag + " for all samples",
					values[0] + " and " + value);
		return (int) values[0];
	}

	/**
	 * Bits of each sample. Two numbers fit into the entry itself, but old Zeiss programs store their position there
	 * instead (source: tifffile 2023.2), which is read if the entry's own numbers differ.
	 */
	private static int bits(final TiffFile tiff, final Ifd ifd) throws IOException {
		final long[] values = ifd.count(BITS_PER_SAMPLE) == 2 && !tiff.isBigTiff() ? ifd.longs(BITS_PER_SAMPLE)
			: new long[0];
		if (values.length == 2 && values[0] != values[1]) {
			final long at = tiff.byteOrder() == ByteOrder.LITTLE_ENDIAN ? values[0] | values[1] << 16
				: values[0] << 16 | values[1];
			if (at >= 8 && at <= tiff.source().size() - 4) {
				final ByteBuffer there = ByteBuffer.wrap(tiff.source().readFully(at, 4)).order(tiff.byteOrder());
				if (there.getShort(0) == there.getShort(2) && there.getShort(0) > 0 && there.getShort(0) <= 64)
					return there.getShort(0);
			}
		}
		return uniform(tiff.file(), ifd, BITS_PER_SAMPLE, 1);
	}

	private static SampleLayout layout(final TiffFile tiff, final Ifd ifd) throws IOException {
		try {
			return SampleLayout.ofTiff(bits(tiff, ifd),
				uniform(tiff.file(), sampleFormatOf(tiff, ifd), SAMPLE_FORMAT, SAMPLE_UINT),
				tiff.byteOrder());
		}
		catch (final CodecException e) {
			throw new SlideFormatException(tiff.file(), ifd.offset(),
				"samples of 1 to 32 bits or floating-point numbers",
				e.getMessage(), e);
		}
	}

	/**
	 * The directory that says which kind of numbers the samples are. libvips 8.14 says it only for the full picture,
	 * not for the reduced ones, which are of the same kind.
	 */
	private static Ifd sampleFormatOf(final TiffFile tiff, final Ifd ifd) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final boolean silent = !ifd.has(SAMPLE_FORMAT) && ifd.isReduced()
			&& ifd.longValue(BITS_PER_SAMPLE, 1) == first.longValue(BITS_PER_SAMPLE, 1);
		return silent ? first : ifd;
	}

	private static int subsampling(final StoredFile file, final Ifd ifd, final int axis) throws IOException {
		if (ifd.count(YCBCR_SUBSAMPLING) < 2) return 2;
		final long value = ifd.longs(YCBCR_SUBSAMPLING)[axis];
		if (value != 1 && value != 2 && value != 4)
			throw new SlideFormatException(file, ifd.offset(), "a chroma subsampling of 1, 2 or 4", value + "");
		return (int) value;
	}

	/**
	 * Which sample is opacity: in RGB images the fourth, if ExtraSamples says so or is absent; absence means associated
	 * alpha, as in libtiff's RGBA interface and thus in OpenSlide. If ExtraSamples says "unspecified", the sample may
	 * be anything (GDAL writes the fourth band of a survey like this): it is not alpha here, nor in tifffile, libvips
	 * and GDAL, but it is in libtiff's interface.
	 */
	private static int alphaSample(final Ifd ifd, final int photometric, final int samples) throws IOException {
		if (photometric != PHOTOMETRIC_RGB || samples != 4) return -1;
		final long meaning = extraSample(ifd);
		return meaning == EXTRA_ASSOCIATED_ALPHA || meaning == EXTRA_UNASSOCIATED_ALPHA ? 3 : -1;
	}

	/** The meaning of the first sample after the colours. */
	private static long extraSample(final Ifd ifd) throws IOException {
		return ifd.count(EXTRA_SAMPLES) > 0 ? ifd.longs(EXTRA_SAMPLES)[0] : EXTRA_ASSOCIATED_ALPHA;
	}

	/** Whether the image is shown as colours, and each pixel also has a sample that is neither colour nor opacity. */
	public boolean hasUnshownSample() {
		return isRgb() && photometric == PHOTOMETRIC_RGB && samples == 4 && alpha < 0;
	}

	/** A sentence on what is not shown of the image; none if everything is. */
	public List<String> notShown() {
		return hasUnshownSample()
			? List.of(
			"the fourth sample of each pixel is not shown: the file says that it is neither colour nor opacity")
			: List.of();
	}

	/** Whether the image is shown as colours: 8-bit RGB, YCbCr, palette or CMYK, 16-bit RGB, or L*a*b* of either. */
	public boolean isRgb() {
		final PixelType type = layout.type();
		return switch (photometric) {
			case PHOTOMETRIC_RGB -> (type == PixelType.UINT8 && layout.bits() == 8 || type == PixelType.UINT16)
				&& (samples == 3 || samples == 4);
			case PHOTOMETRIC_YCBCR -> type == PixelType.UINT8 && samples == 3;
			case PHOTOMETRIC_PALETTE -> samples == 1 && (type == PixelType.UINT8 || type == PixelType.UINT16);
			case PHOTOMETRIC_CMYK -> type == PixelType.UINT8 && samples == 4;
			case PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB ->
				samples == 3
					&& (type == PixelType.UINT8 && layout.bits() == 8 || type == PixelType.UINT16
					&& layout.bits() == 16);
			default -> false;
		};
	}

	/** The type of the decoded samples. */
	public PixelType type() {
		return isRgb() && photometric != PHOTOMETRIC_RGB ? PixelType.UINT8 : layout.type();
	}

	/** Channels of the scene: 1 for colours, else each stored sample. */
	public int channels() {
		return isRgb() ? 1 : samples;
	}

	/** Where the tiles lie in the image as stored, before orientation. */
	public UniformTileGrid grid() {
		return UniformTileGrid.covering(width, height, tileWidth, tileHeight);
	}

	/**
	 * The layers of a volume one below the other, each made of whole tiles: since tiles are listed layer by layer, tile
	 * {@code n} of layer {@code z} is tile {@code z · grid().tileCount() + n} of this image.
	 *
	 * @param layers
	 *            of the directory (ImageDepth), &gt; 0
	 */
	public TiffImage stacked(final int layers) {
		final long rows = Math.multiplyExact(grid().rows(), layers);
		return layers == 1 ? this
			: new TiffImage(ifd, width, Math.multiplyExact(rows, tileHeight), tiled, tileWidth, tileHeight,
			compression, photometric, samples, layout, separate, predictor, reversedBits, alpha, associatedAlpha,
			orientation,
			subsamplingX, subsamplingY);
	}

	/** The same samples, interpreted differently from what the directory says. */
	public TiffImage withPhotometric(final int value) {
		return new TiffImage(ifd, width, height, tiled, tileWidth, tileHeight, compression, value, samples, layout,
			separate, predictor,
			reversedBits, alpha, associatedAlpha, orientation, subsamplingX, subsamplingY);
	}

	/** The same image in one strip. */
	TiffImage inOneStrip() {
		return new TiffImage(ifd, width, height, false, tileWidth, (int) height, compression, photometric, samples,
			layout, separate,
			predictor, reversedBits, alpha, associatedAlpha, orientation, subsamplingX, subsamplingY);
	}

	/** Whether orientation exchanges rows and columns. */
	public boolean isTransposed() {
		return orientation >= 5;
	}

	/** The compression in a word for people. */
	public String compressionName() {
		return compressionName(compression);
	}

	/** A compression tag's value in a word for people. */
	public static String compressionName(final int compression) {
		return switch (compression) {
			case COMPRESSION_OLD_JPEG -> "old-style JPEG";
			case COMPRESSION_PACKBITS -> "PackBits";
			case COMPRESSION_JPEG2000_LOSSY -> "JPEG 2000";
			case COMPRESSION_JPEG_XR, COMPRESSION_JPEG_XR_NDPI -> "JPEG XR";
			case COMPRESSION_WEBP -> "WebP";
			case COMPRESSION_FAX_MODIFIED_HUFFMAN -> "CCITT modified Huffman";
			case COMPRESSION_FAX_T4 -> "CCITT T.4 (group 3 fax)";
			case COMPRESSION_FAX_T6 -> "CCITT T.6 (group 4 fax)";
			case COMPRESSION_LERC -> "LERC";
			case COMPRESSION_LZMA -> "LZMA";
			case COMPRESSION_PNG -> "PNG";
			case COMPRESSION_JPEG_XL, COMPRESSION_JPEG_XL_DNG -> "JPEG XL";
			// named, so that a refusal says what it is (libtiff's tiff.h, and tifffile's list of compressions)
			case 9, 10 -> "JBIG";
			case 32766 -> "NeXT RLE";
			case 32771 -> "CCITT modified Huffman on words";
			case 32809 -> "ThunderScan";
			case 32908, 32909 -> "Pixar log";
			case 34661 -> "JBIG";
			case 34676, 34677 -> "SGI log";
			case 34892 -> "lossy JPEG of DNG";
			default -> KnownCompressions.ofTiff(compression).map(TileCompression::name)
				.orElse("compression " + compression);
		};
	}
}
