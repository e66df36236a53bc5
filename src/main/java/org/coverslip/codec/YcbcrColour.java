package org.coverslip.codec;

/**
 * YCbCr, as JPEG has it (ITU-R BT.601 at full range, JFIF 1.02), to RGB and back, with the rounding of libjpeg: numbers
 * of 16 fractional bits, halves up. On interleaved 8-bit samples, in place.
 */
public final class YcbcrColour {

	private static final int BITS = 16;
	private static final int HALF = 1 << BITS - 1;
	private static final int[] RED_OF_CR = new int[256];
	private static final int[] BLUE_OF_CB = new int[256];
	private static final int[] GREEN_OF_CR = new int[256];
	private static final int[] GREEN_OF_CB = new int[256];

	static {
		for (int i = 0; i < 256; i++) {
			final int chroma = i - 128;
			RED_OF_CR[i] = fixed(1.402) * chroma + HALF >> BITS;
			BLUE_OF_CB[i] = fixed(1.772) * chroma + HALF >> BITS;
			GREEN_OF_CR[i] = -fixed(0.71414) * chroma;
			GREEN_OF_CB[i] = -fixed(0.34414) * chroma + HALF;
		}
	}

	private YcbcrColour() {}

	private static int fixed(final double factor) {
		return (int) (factor * (1 << BITS) + 0.5);
	}

	/** Turns YCbCr into RGB. The first three samples of each pixel are read and written. */
	public static void toRgb(final byte[] pixels, final int samples) {
		for (int i = 0; i + 2 < pixels.length; i += samples) {
			final int y = pixels[i] & 0xff;
			final int cb = pixels[i + 1] & 0xff;
			final int cr = pixels[i + 2] & 0xff;
			pixels[i] = clamp(y + RED_OF_CR[cr]);
			pixels[i + 1] = clamp(y + (GREEN_OF_CB[cb] + GREEN_OF_CR[cr] >> BITS));
			pixels[i + 2] = clamp(y + BLUE_OF_CB[cb]);
		}
	}

	/** As above for three samples of 9 to 16 bits a pixel, in floating point. */
	public static void toRgb(final short[] pixels, final int bits) {
		final int centre = 1 << bits - 1;
		final int most = (1 << bits) - 1;
		for (int i = 0; i + 2 < pixels.length; i += 3) {
			final int y = pixels[i] & 0xffff;
			final int cb = (pixels[i + 1] & 0xffff) - centre;
			final int cr = (pixels[i + 2] & 0xffff) - centre;
			pixels[i] = clamp(y + 1.402 * cr, most);
			pixels[i + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr, most);
			pixels[i + 2] = clamp(y + 1.772 * cb, most);
		}
	}

	private static short clamp(final double v, final int most) {
		return (short) Math.max(0, Math.min(most, (int) (v + 0.5)));
	}

	private static byte clamp(final int v) {
		return (byte) Math.max(0, Math.min(255, v));
	}

	/** Turns RGB of three samples into YCbCr. */
	public static void ofRgb(final byte[] pixels) {
		final int yr = fixed(0.299);
		final int yg = fixed(0.587);
		final int yb = fixed(0.114);
		final int cbr = fixed(0.16874);
		final int cbg = fixed(0.33126);
		final int crg = fixed(0.41869);
		final int crb = fixed(0.08131);
		final int half = fixed(0.5);
		final int centre = (128 << BITS) + HALF - 1;
		for (int i = 0; i + 2 < pixels.length; i += 3) {
			final int r = pixels[i] & 0xff;
			final int g = pixels[i + 1] & 0xff;
			final int b = pixels[i + 2] & 0xff;
			pixels[i] = (byte) (yr * r + yg * g + yb * b + HALF >> BITS);
			pixels[i + 1] = (byte) (half * b - cbr * r - cbg * g + centre >> BITS);
			pixels[i + 2] = (byte) (half * r - crg * g - crb * b + centre >> BITS);
		}
	}
}
