package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.tiff.Ifd;

/**
 * Converts 8-bit YCbCr samples that are not inside a JPEG stream to RGB: TIFF 6.0, section 21. Immutable; thread-safe.
 * <p>
 * Chroma is repeated, not interpolated, as libtiff does.
 */
final class YCbCrToRgb {

	private final double lumaRed;
	private final double lumaGreen;
	private final double lumaBlue;
	private final double[] reference;

	private YCbCrToRgb(final double[] luma, final double[] reference) {
		lumaRed = luma[0];
		lumaGreen = luma[1];
		lumaBlue = luma[2];
		this.reference = reference;
	}

	/** The conversion that a directory's YCbCrCoefficients and ReferenceBlackWhite give, or their defaults. */
	static YCbCrToRgb of(final Ifd ifd) throws IOException {
		return new YCbCrToRgb(numbers(ifd, YCBCR_COEFFICIENTS, 0.299, 0.587, 0.114),
			numbers(ifd, REFERENCE_BLACK_WHITE, 0, 255, 128, 255, 128, 255));
	}

	/** The field's numbers, or the defaults if they are missing, too few or not numbers. */
	private static double[] numbers(final Ifd ifd, final int tag, final double... absent) throws IOException {
		if (ifd.count(tag) < absent.length) return absent;
		final double[] values = ifd.field(tag).doubles();
		double product = 1;
		for (int i = 0; i < absent.length; i++)
			product *= tag == YCBCR_COEFFICIENTS ? values[i] : 1 + Math.abs(values[i]);
		return product > 0 && product < Double.POSITIVE_INFINITY ? values : absent;
	}

	/** Bytes of a stored block: units of luma samples with one pair of chroma samples each. */
	static long storedBytes(final int width, final int height, final int subX, final int subY) {
		final long across = (width + subX - 1) / subX;
		final long down = (height + subY - 1) / subY;
		return across * down * (subX * subY + 2);
	}

	/**
	 * Converts a block.
	 *
	 * @param stored
	 *            {@link #storedBytes} bytes: data units row by row, each of subX · subY luma samples, then Cb, then Cr
	 */
	PixelBlock convert(final byte[] stored, final int width, final int height, final int subX, final int subY)
		throws CodecException
	{
		if (stored.length < storedBytes(width, height, subX, subY))
			throw new CodecException("a YCbCr block of " + stored.length + " bytes is too short");
		final PixelBlock rgb = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		final byte[] out = rgb.bytes();
		final int unit = subX * subY + 2;
		final int across = (width + subX - 1) / subX;
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int at = (y / subY * across + x / subX) * unit;
				final double luma = scale(stored[at + y % subY * subX + x % subX] & 0xff, 0, 255);
				final double cb = scale(stored[at + unit - 2] & 0xff, 2, 127);
				final double cr = scale(stored[at + unit - 1] & 0xff, 4, 127);
				final double red = luma + cr * (2 - 2 * lumaRed);
				final double blue = luma + cb * (2 - 2 * lumaBlue);
				final double green = (luma - lumaBlue * blue - lumaRed * red) / lumaGreen;
				final int to = (y * width + x) * 3;
				out[to] = clamp(red);
				out[to + 1] = clamp(green);
				out[to + 2] = clamp(blue);
			}
		return rgb;
	}

	/** Expands a code to its full range by reference black and white (TIFF 6.0, page 94). */
	private double scale(final int code, final int black, final double range) {
		final double span = reference[black + 1] - reference[black];
		return (code - reference[black]) * range / (span != 0 ? span : 1);
	}

	private static byte clamp(final double v) {
		return (byte) Math.max(0, Math.min(255, (int) (v + 0.5)));
	}
}
