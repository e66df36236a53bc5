package org.coverslip.format.zeiss;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpegxr.JpegXrImage;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Reduced sub-blocks that are smaller than the file says: at the right and lower edges of a pyramid, some writers state
 * the size rounded up and store it rounded down, so that a row or column is missing (seen by the author of czifile).
 * The last row or column is then repeated.
 */
final class RoundedSize {

	private RoundedSize() {}

	/** The sub-block with the size that its bytes have: as stated, or less by a row, a column or both. */
	static SubBlock of(final SubBlock block, final byte[] bytes) {
		if (block.isFull() || fits(block, bytes)) return block;
		for (int less = 1; less <= 3; less++) {
			final SubBlock smaller = block.stored(block.storedWidth() - less / 2, block.storedHeight() - less % 2);
			if (smaller.storedWidth() > 0 && smaller.storedHeight() > 0 && fits(smaller, bytes)) return smaller;
		}
		return block;
	}

	private static boolean fits(final SubBlock block, final byte[] bytes) {
		final long raw = block.pixels().bytes(block.storedWidth(), block.storedHeight());
		return switch (block.compression()) {
			case SubBlockDecoder.NONE -> bytes.length == raw;
			case SubBlockDecoder.JPEG -> jpegFits(block, bytes);
			case SubBlockDecoder.JPEG_XR -> jpegXrFits(block, bytes);
			case SubBlockDecoder.ZSTD_0 -> ZstdCodec.statedLength(bytes, 0).orElse(raw) == raw;
			case SubBlockDecoder.ZSTD_1 -> ZstdCodec.statedLength(bytes, Math.min(bytes.length, bytes[0] & 0xff))
				.orElse(raw) == raw;
			default -> true;
		};
	}

	private static boolean jpegFits(final SubBlock block, final byte[] bytes) {
		try {
			final JpegHeader header = JpegHeader.parse(bytes);
			return header.width() == block.storedWidth() && header.height() == block.storedHeight();
		}
		catch (final CodecException e) {
			// the decoder says what is wrong
			return true;
		}
	}

	private static boolean jpegXrFits(final SubBlock block, final byte[] bytes) {
		try {
			final JpegXrImage image = JpegXrImage.parse(bytes);
			return image.width() == block.storedWidth() && image.height() == block.storedHeight();
		}
		catch (final CodecException e) {
			// the decoder says what is wrong
			return true;
		}
	}

	/** The pixels, extended to the size that the file states. */
	static PixelBlock fill(final PixelBlock pixels, final SubBlock block) {
		final int width = block.storedWidth();
		final int height = block.storedHeight();
		if (pixels.width() == width && pixels.height() == height) return pixels;
		final PixelBlock filled = PixelBlock.zeros(new BlockShape(width, height, pixels.samples(), pixels.type()));
		pixels.copyTo(0, 0, filled, 0, 0, pixels.width(), pixels.height());
		if (pixels.width() < width) filled.copyTo(width - 2, 0, filled, width - 1, 0, 1, pixels.height());
		if (pixels.height() < height) filled.copyTo(0, height - 2, filled, 0, height - 1, width, 1);
		return filled;
	}
}
