package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/** Decodes the DC coefficients of macroblocks (T.832: MB_DC). */
final class DcBand {

	/** Which of three components are large: bit 2 is the luminance. */
	private static final int[] LARGE_CODES = CodeBook.EIGHT.codes(0);

	private final ColourFormat format;
	private final int components;

	DcBand(final PlaneHeader plane) {
		this.format = plane.format();
		this.components = plane.components();
	}

	/** Sets the first of the macroblock's low-pass coefficients in each component, and the others to 0. */
	void decode(final Macroblock macroblock, final TileContext tile) throws CodecException {
		final BitReader bits = tile.dcBits;
		final LowBits lowBits = tile.dcLowBits;
		final int large = format.hasChroma() ? bits.symbol(LARGE_CODES) : 0;
		int largeLuminance = 0;
		int largeOthers = 0;
		for (int c = 0; c < components; c++) {
			final int[] lowpass = macroblock.lowpass[c];
			java.util.Arrays.fill(lowpass, 0);
			final boolean isLarge = format.hasChroma() ? (large >> 2 - c & 1) != 0 : bits.bit() != 0;
			int value = 0;
			if (isLarge) {
				value = CoefficientCodes.size(tile.dcSizes[c > 0 && format.hasChroma() ? 1 : 0], bits) - 1;
				if (c == 0) largeLuminance++;
				else largeOthers++;
			}
			final int low = c == 0 ? lowBits.luminance() : lowBits.chrominance();
			if (low > 0) value = value << low | bits.read(low);
			lowpass[0] = value != 0 && bits.bit() != 0 ? -value : value;
		}
		lowBits.adapt(largeLuminance, largeOthers);
		bits.check();
	}

	/** The index of a quantiser, usually 0. */
	static int quantizerIndex(final int length, final int count, final BitReader bits) throws CodecException {
		if (length == 0 || bits.bit() == 0) return 0;
		final int index = bits.read(length) + 1;
		if (index >= count)
			throw new CodecException("the JPEG XR stream is damaged: quantiser " + index + " of " + count
				+ " is asked for");
		return index;
	}
}
