package org.coverslip.format.dicom;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Turns stored samples into those that are shown: only the bits that count, RGB for YBR and palettes, black as 0.
 */
final class DicomColours {

	private DicomColours() {}

	/**
	 * @param block
	 *            as it was decoded; may be changed
	 * @param compressed
	 *            whether it comes out of a codec whose samples have only the bits that count
	 */
	static PixelBlock shown(final PixelBlock block, final DicomPixels pixels, final boolean compressed)
		throws CodecException {
		if (!compressed && pixels.used() < pixels.bits()) cut(block, pixels.high(), pixels.used());
		if (pixels.palette() != null) return pixels.palette().apply(block);
		if (block.samples() == 3 && pixels.isYcbcr()) return rgb(block, pixels);
		if (pixels.photometric().equals("MONOCHROME1")) invert(block, pixels);
		return block;
	}

	/**
	 * Keeps the bits that count, shifted down, with the sign of signed numbers: the other bits may hold what is not
	 * part of the image (PS3.5 8.1.1).
	 *
	 * @param high
	 *            the highest of them, from 0
	 * @param used
	 *            how many there are
	 */
	static void cut(final PixelBlock block, final int high, final int used) {
		final int up = Integer.SIZE - 1 - high;
		final int down = Integer.SIZE - used;
		final boolean signed = block.type().isSigned();
		final int n = block.shape().length();
		switch (block.type()) {
			case UINT8, INT8 -> {
				for (int i = 0; i < n; i++)
					block.bytes()[i] =
						(byte) (signed ? block.bytes()[i] << up >> down : block.bytes()[i] << up >>> down);
			}
			case UINT16, INT16 -> {
				for (int i = 0; i < n; i++)
					block.shorts()[i] =
						(short) (signed ? block.shorts()[i] << up >> down : block.shorts()[i] << up >>> down);
			}
			case UINT32, INT32 -> {
				for (int i = 0; i < n; i++)
					block.ints()[i] = signed ? block.ints()[i] << up >> down : block.ints()[i] << up >>> down;
			}
			default -> throw new IllegalStateException("bits of " + block.type());
		}
	}

	/**
	 * YBR_FULL to RGB (ITU-R BT.601 in full range) and YBR_PARTIAL to RGB (the same with luminance 16..235 and chroma
	 * 16..240), both as PS3.3 C.7.6.3.1.2 defines them for 8 bits; samples of more bits are scaled.
	 */
	private static PixelBlock rgb(final PixelBlock block, final DicomPixels pixels) throws CodecException {
		if (block.type() != PixelType.UINT8 && block.type() != PixelType.UINT16)
			throw new CodecException("frames of " + block.type() + " in " + pixels.photometric() + " are not decoded");
		final boolean partial = pixels.photometric().startsWith("YBR_PARTIAL");
		final double unit = 1L << pixels.used() - 8;
		final double black = partial ? 16 * unit : 0;
		final double middle = 128 * unit;
		final double white = (1L << pixels.used()) - 1;
		final double gain = partial ? 255 / 219d : 1;
		final double chroma = partial ? 255 / 224d : 1;
		final PixelBlock out = PixelBlock.zeros(block.shape());
		for (int i = 0; i < block.shape().length(); i += 3) {
			final double y = gain * (block.value(i) - black);
			final double cb = chroma * (block.value(i + 1) - middle);
			final double cr = chroma * (block.value(i + 2) - middle);
			put(out, i, y + 1.402 * cr, white);
			put(out, i + 1, y - 0.114 * 1.772 / 0.587 * cb - 0.299 * 1.402 / 0.587 * cr, white);
			put(out, i + 2, y + 1.772 * cb, white);
		}
		return out;
	}

	private static void put(final PixelBlock block, final int i, final double value, final double white) {
		block.put(i, Math.max(0, Math.min(white, value)));
	}

	/** MONOCHROME1, where 0 is white: the greatest number that the bits hold becomes 0. */
	private static void invert(final PixelBlock block, final DicomPixels pixels) {
		final boolean signed = block.type().isSigned();
		final int most = signed ? -1 : (int) ((1L << pixels.used()) - 1);
		final int n = block.shape().length();
		switch (block.type()) {
			case UINT8, INT8 -> {
				for (int i = 0; i < n; i++)
					block.bytes()[i] = (byte) (most - block.bytes()[i]);
			}
			case UINT16, INT16 -> {
				for (int i = 0; i < n; i++)
					block.shorts()[i] = (short) (most - block.shorts()[i]);
			}
			case UINT32, INT32 -> {
				for (int i = 0; i < n; i++)
					block.ints()[i] = most - block.ints()[i];
			}
			default -> {
				for (int i = 0; i < n; i++)
					block.put(i, -block.value(i));
			}
		}
	}
}
