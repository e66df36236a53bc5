package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;

import org.coverslip.codec.LabColour;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Converts samples as a TIFF stores them to samples as Coverslip shows them: grey with 0 as black, RGB, or RGB with
 * straight alpha. Immutable; thread-safe.
 */
final class TiffColours {

	private final TiffImage image;
	private final long[] palette;
	private final YCbCrToRgb ycbcr;
	private final LabColour lab;

	TiffColours(final TiffImage image) throws IOException {
		this.image = image;
		palette = image.photometric() == PHOTOMETRIC_PALETTE && image.isRgb() ? image.ifd().longs(COLOR_MAP) : null;
		ycbcr = image.photometric() == PHOTOMETRIC_YCBCR ? YCbCrToRgb.of(image.ifd()) : null;
		lab = new LabColour(image.photometric() == PHOTOMETRIC_CIELAB,
			image.ifd().has(WHITE_POINT) ? image.ifd().doubleValue(WHITE_POINT) : 0);
	}

	/** Whether unpacked YCbCr samples need {@link YCbCrToRgb}: image codecs give RGB themselves. */
	YCbCrToRgb ycbcr() {
		return ycbcr;
	}

	/** Converts a decoded block; may change and return the block itself. */
	PixelBlock convert(final PixelBlock block) {
		return switch (image.photometric()) {
			case PHOTOMETRIC_MIN_IS_WHITE, PHOTOMETRIC_MIN_IS_BLACK -> image.isRgb() ? block : grey(block);
			case PHOTOMETRIC_PALETTE -> palette == null ? block : palette(block);
			case PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB -> image.isRgb() ? lab.toRgb(block) : block;
			case PHOTOMETRIC_CMYK -> image.isRgb() && block.samples() == 4 ? cmyk(block) : block;
			case PHOTOMETRIC_RGB -> {
				if (block.samples() != 4) yield block;
				if (image.hasUnshownSample()) yield withoutFourth(block);
				yield image.associatedAlpha() && image.isRgb() ? straight(block) : block;
			}
			default -> block;
		};
	}

	/** Scales grey of less than 8 bits to 0..255, and inverts "0 is white". */
	private PixelBlock grey(final PixelBlock block) {
		final boolean invert = image.photometric() == PHOTOMETRIC_MIN_IS_WHITE;
		final long max = image.layout().maxUnsigned();
		if (block.type() == PixelType.UINT8 && (invert || max < 255)) {
			final byte[] map = new byte[256];
			for (int v = 0; v < 256; v++) {
				final int scaled = (int) (Math.min(v, max) * 255 / max);
				map[v] = (byte) (invert ? 255 - scaled : scaled);
			}
			final byte[] samples = block.bytes();
			for (int i = 0; i < samples.length; i++)
				samples[i] = map[samples[i] & 0xff];
		}
		else if (invert && block.type() == PixelType.UINT16) {
			final short[] samples = block.shorts();
			for (int i = 0; i < samples.length; i++)
				samples[i] = (short) (max - (samples[i] & 0xffff));
		}
		return block;
	}

	/**
	 * Colours from the map: 2^bits reds, then greens, then blues, of 16 bits each (TIFF 6.0, ColorMap). Maps whose
	 * values are all below 256 are taken as 8-bit ones, as in libtiff.
	 */
	private PixelBlock palette(final PixelBlock block) {
		final int entries = palette.length / 3;
		int shift = 0;
		for (final long value : palette)
			if (value > 255) shift = 8;
		final PixelBlock rgb = PixelBlock.zeros(new BlockShape(block.width(), block.height(), 3, PixelType.UINT8));
		final byte[] out = rgb.bytes();
		final int n = block.shape().pixels();
		for (int i = 0; i < n; i++) {
			final int index = (int) block.value(i);
			if (index >= entries) continue;
			for (int s = 0; s < 3; s++)
				out[3 * i + s] = (byte) (palette[s * entries + index] >> shift);
		}
		return rgb;
	}

	/** The uncalibrated conversion that libtiff does: each of R, G, B is (255 - ink) · (255 - black) / 255. */
	private static PixelBlock cmyk(final PixelBlock block) {
		final PixelBlock rgb = PixelBlock.zeros(block.shape().withSamples(3));
		final byte[] in = block.bytes();
		final byte[] out = rgb.bytes();
		for (int i = 0, j = 0; i < in.length; i += 4, j += 3) {
			final int k = 255 - (in[i + 3] & 0xff);
			for (int s = 0; s < 3; s++)
				out[j + s] = (byte) (k * (255 - (in[i + s] & 0xff)) / 255);
		}
		return rgb;
	}

	private static PixelBlock withoutFourth(final PixelBlock block) {
		final PixelBlock rgb = PixelBlock.zeros(block.shape().withSamples(3));
		for (int i = 0; i < rgb.shape().pixels(); i++)
			System.arraycopy(block.array(), 4 * i, rgb.array(), 3 * i, 3);
		return rgb;
	}

	/** Divides colours by their alpha, if they were multiplied by it. */
	private static PixelBlock straight(final PixelBlock block) {
		final int n = block.shape().pixels();
		if (block.type() == PixelType.UINT8) {
			final byte[] v = block.bytes();
			for (int i = 0; i < n; i++) {
				final int a = v[4 * i + 3] & 0xff;
				if (a == 255 || a == 0) continue;
				for (int s = 4 * i; s < 4 * i + 3; s++)
					v[s] = (byte) Math.min(255, (v[s] & 0xff) * 255 / a);
			}
		}
		else {
			final short[] v = block.shorts();
			for (int i = 0; i < n; i++) {
				final int a = v[4 * i + 3] & 0xffff;
				if (a == 65535 || a == 0) continue;
				for (int s = 4 * i; s < 4 * i + 3; s++)
					v[s] = (short) Math.min(65535, (v[s] & 0xffffL) * 65535 / a);
			}
		}
		return block;
	}
}
