package org.coverslip.export;

import java.io.IOException;

import org.coverslip.export.PyramidTiffOptions.Compression;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter;

/**
 * Small images beside the pyramid: stored in one strip, which no reader takes for a level, since levels are tiled.
 */
final class AssociatedDirectories {

	private static final int WHITE = 0xffffff;

	private final TiffWriter writer;
	private final PyramidTiffOptions options;

	AssociatedDirectories(final TiffWriter writer, final PyramidTiffOptions options) {
		this.writer = writer;
		this.options = options;
	}

	/**
	 * Writes an image's samples.
	 *
	 * @param wanted
	 *            may have 4 samples: what is transparent becomes white
	 * @param jpeg
	 *            whether to store it as JPEG if it has 8 bits; else it is stored as LZW, which every reader knows
	 * @return its directory, without a description
	 */
	IfdBuilder write(final PixelBlock wanted, final boolean jpeg) throws IOException {
		final PixelBlock block = wanted.samples() == 4 ? withoutAlpha(wanted) : wanted;
		final Compression compression = jpeg && block.type() == PixelType.UINT8 ? Compression.JPEG : Compression.LZW;
		final TileCoding coding = TileCodings.of(compression, options, block.type(), block.samples());
		final byte[] strip = coding.encoder().encode(block);
		final IfdBuilder ifd = new IfdBuilder();
		ifd.longs(TiffTag.IMAGE_WIDTH, block.width()).longs(TiffTag.IMAGE_LENGTH, block.height());
		PyramidDirectories.putSamples(ifd, coding, block.type(), block.samples());
		ifd.longs(TiffTag.ROWS_PER_STRIP, block.height());
		ifd.offsets(TiffTag.STRIP_OFFSETS, writer.append(strip)).longs(TiffTag.STRIP_BYTE_COUNTS, strip.length);
		return ifd;
	}

	/** The colours over white, by the alpha in the fourth sample. */
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
