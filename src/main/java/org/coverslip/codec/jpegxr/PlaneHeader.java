package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * The header of an image plane (T.832: IMAGE_PLANE_HEADER): the image, or its alpha.
 *
 * @param components
 *            1 to 16
 * @param scaled
 *            whether numbers have three more bits than the samples, for lossy streams
 * @param shift
 *            how many bits samples are shifted to the left; for floating-point numbers, the length of the mantissa
 * @param exponentBias
 *            of floating-point numbers
 * @param dc
 *            quantisers of DC, empty where each tile has its own
 * @param lowpass
 *            likewise
 * @param highpass
 *            likewise
 */
record PlaneHeader(ColourFormat format, int components, boolean scaled, Bands bands, int shift, int exponentBias,
	Quantizers dc,
	Quantizers lowpass, Quantizers highpass)
{

	/** Fraction bits, below those of a sample, in scaled arithmetic. */
	static final int FRACTION_BITS = 3;

	static PlaneHeader parse(final HeaderBits bits, final SampleDepth depth) throws CodecException {
		final ColourFormat format = ColourFormat.of((int) bits.read(3));
		final boolean scaled = bits.flag();
		final Bands bands = Bands.of((int) bits.read(4));
		final int components = switch (format) {
			case Y_ONLY -> 1;
			case YUVK -> 4;
			case N_COMPONENT -> (int) bits.read(4) + 1;
			default -> 3;
		};
		// where chrominance lies between the luminance samples; the decoder ignores it
		if (format == ColourFormat.N_COMPONENT) bits.read(4);
		else if (format.hasChroma()) bits.read(8);
		final int shift = depth.hasShift() || depth == SampleDepth.FLOAT ? (int) bits.read(8) : 0;
		final int exponentBias = depth == SampleDepth.FLOAT ? (byte) bits.read(8) : 0;
		if (shift > 31) throw new CodecException("the JPEG XR stream shifts its samples by " + shift + " bits");
		final Quantizers dc = bits.flag() ? uniform(bits, components, true, scaled) : null;
		Quantizers lowpass = null;
		Quantizers highpass = null;
		if (bands.hasLowpass()) {
			if (bits.flag()) lowpass = dc;
			else if (bits.flag()) lowpass = uniform(bits, components, true, scaled);
		}
		if (bands.hasHighpass()) {
			if (bits.flag()) highpass = lowpass;
			else if (bits.flag()) highpass = uniform(bits, components, false, scaled);
		}
		bits.align();
		return new PlaneHeader(format, components, scaled, bands, shift, exponentBias, dc, lowpass, highpass);
	}

	private static Quantizers uniform(final HeaderBits bits, final int components, final boolean coarse,
		final boolean scaled)
		throws CodecException
	{
		final Quantizers quantizers = new Quantizers(1, components, coarse, scaled);
		quantizers.read(0, bits::read);
		return quantizers;
	}

	/** Fraction bits of a number, below those of a sample: 3 or 0. */
	int fraction() {
		return scaled ? FRACTION_BITS : 0;
	}
}
