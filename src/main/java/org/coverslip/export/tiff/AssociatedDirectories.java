package org.coverslip.export.tiff;

import java.io.IOException;

import org.coverslip.compression.TileCoding;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter;

/**
 * Small images beside the pyramid: stored in strips, which no reader takes for a level, since levels are tiled.
 */
final class AssociatedDirectories {

	private static final int WHITE = 0xffffff;
	private static final int STRIP_STEP = 16;

	private final TiffWriter writer;
	private final PyramidTiffOptions options;
	private final long longestStrip;

	/**
	 * @param longestStrip
	 *            in uncompressed bytes, if it holds more than one row of 16
	 */
	AssociatedDirectories(final TiffWriter writer, final PyramidTiffOptions options, final long longestStrip) {
		this.writer = writer;
		this.options = options;
		this.longestStrip = longestStrip;
	}

	/**
	 * For images beside a pyramid of uncompressed tiles: strips are no longer than a tile, since libtiff 4.5.0 refuses
	 * the tiles after reading a longer strip; see {@link TileFit}.
	 *
	 * @param finest
	 *            of the pyramid
	 */
	static AssociatedDirectories beside(final TargetLevel finest, final int pixelBytes, final TiffWriter writer,
		final PyramidTiffOptions options)
	{
		final boolean compressed = finest.coding().compression() != TiffTag.COMPRESSION_NONE;
		final long tileBytes = (long) finest.stored().tileWidth() * finest.stored().tileHeight() * pixelBytes;
		return new AssociatedDirectories(writer, options, compressed ? Long.MAX_VALUE : tileBytes);
	}

	/**
	 * Writes an image's samples.
	 *
	 * @param wanted
	 *            may have 4 samples; transparent pixels become white
	 * @param jpeg
	 *            whether to store it as JPEG if it has 8 bits; otherwise it is stored as LZW, which every reader knows
	 * @return its directory, without a description
	 */
	IfdBuilder write(final PixelBlock wanted, final boolean jpeg) throws IOException {
		final PixelBlock block = wanted.samples() == 4 ? withoutAlpha(wanted) : wanted;
		final Compression compression = jpeg && block.type() == PixelType.UINT8 ? Compression.JPEG : Compression.LZW;
		// OpenSlide's Aperio driver shows no label or macro that is stored as RGB in JPEG
		final PyramidTiffOptions chosen = options.chromaSubsampling() != ChromaSubsampling.NONE ? options
			: options.toBuilder().chromaSubsampling(ChromaSubsampling.HORIZONTAL).build();
		final TileCoding coding = TileCodings.of(compression, chosen, block.type(), block.samples());
		final long rowBytes = (long) block.width() * block.samples() * block.type().bytes();
		// a multiple of what a JPEG codes at a time
		final int rows = (int) Math.min(block.height(), Math.max(1, longestStrip / rowBytes / STRIP_STEP) * STRIP_STEP);
		final int strips = (block.height() + rows - 1) / rows;
		final long[] offsets = new long[strips];
		final long[] lengths = new long[strips];
		for (int i = 0; i < strips; i++) {
			final int height = Math.min(rows, block.height() - i * rows);
			final byte[] strip = coding.encoder()
				.encode(strips == 1 ? block : block.crop(0, i * rows, block.width(), height));
			offsets[i] = writer.append(strip);
			lengths[i] = strip.length;
		}
		final IfdBuilder ifd = new IfdBuilder();
		ifd.longs(TiffTag.IMAGE_WIDTH, block.width()).longs(TiffTag.IMAGE_LENGTH, block.height());
		PyramidDirectories.putSamples(ifd, coding, block.type(), block.samples());
		ifd.longs(TiffTag.ROWS_PER_STRIP, rows);
		ifd.offsets(TiffTag.STRIP_OFFSETS, offsets).longs(TiffTag.STRIP_BYTE_COUNTS, lengths);
		return ifd;
	}

	/** The colours blended over white by the alpha in the fourth sample. */
	private static PixelBlock withoutAlpha(final PixelBlock rgba) {
		final BlockShape shape = rgba.shape().withSamples(3);
		final PixelBlock rgb = PixelBlock.zeros(shape);
		final byte[] alpha = new byte[shape.pixels()];
		final double opaque = rgba.type() == PixelType.UINT16 ? 65535 : 255;
		for (int i = 0; i < alpha.length; i++) {
			System.arraycopy(rgba.array(), 4 * i, rgb.array(), 3 * i, 3);
			alpha[i] = (byte) (rgba.value(4 * i + 3) / opaque * 255 + 0.5);
		}
		return new RegionPixels(rgb, alpha).over(WHITE);
	}
}
