package org.coverslip.codec.jpegxr;

/**
 * How many of the lowest bits of a band's coefficients are coded plainly, apart from the variable-length codes: adapts
 * after each macroblock to how many coefficients were large (T.832: MODEL_BITS). The first number is for the luminance,
 * the second for the other components. Not thread-safe.
 */
final class LowBits {

	/** The bands, with their initial numbers and their weights. */
	enum Band {
		DC(8, 240, new int[] { 0, 240, 120, 80, 60, 48, 40, 34, 30, 27, 24, 22, 20, 18, 17, 16 }, 120, 120),
		LOWPASS(4, 12, new int[] { 0, 12, 6, 4, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1 }, 37, 18),
		HIGHPASS(0, 1, new int[] { 0, 16, 8, 5, 4, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1 }, 2, 1);

		private final int first;
		private final int luminance;
		private final int[] byComponents;
		private final int of420;
		private final int of422;

		Band(final int first, final int luminance, final int[] byComponents, final int of420, final int of422) {
			this.first = first;
			this.luminance = luminance;
			this.byComponents = byComponents;
			this.of420 = of420;
			this.of422 = of422;
		}
	}

	/** This many large coefficients, after weighting, change nothing. */
	private static final int EXPECTED = 70;
	private static final int MOST_BITS = 15;

	private final Band band;
	private final boolean luminanceOnly;
	private final int chromaWeight;
	private final int chromaShift;
	private final int[] bits = new int[2];
	private final int[] states = new int[2];

	LowBits(final Band band, final ColourFormat format, final int components) {
		this.band = band;
		this.luminanceOnly = format == ColourFormat.Y_ONLY;
		this.chromaWeight = switch (format) {
			case YUV_420 -> band.of420;
			case YUV_422 -> band.of422;
			default -> band.byComponents[components - 1];
		};
		this.chromaShift = band == Band.HIGHPASS && !format.isSubsampled() ? 4 : 0;
		reset();
	}

	/** Back to the beginning of a tile. */
	void reset() {
		for (int i = 0; i < 2; i++) {
			bits[i] = band.first;
			states[i] = 0;
		}
	}

	/** The number for the luminance. */
	int luminance() {
		return bits[0];
	}

	/** The number for the other components. */
	int chrominance() {
		return bits[1];
	}

	/**
	 * Adapts to a macroblock.
	 *
	 * @param luminance
	 *            large coefficients of the luminance
	 * @param chrominance
	 *            those of the other components
	 */
	void adapt(final int luminance, final int chrominance) {
		change(0, luminance * band.luminance);
		if (!luminanceOnly) change(1, chrominance * chromaWeight >> chromaShift);
	}

	private void change(final int i, final int found) {
		final int surplus = found - EXPECTED >> 2;
		if (surplus <= -8) {
			states[i] += Math.max(surplus + 4, -16);
			if (states[i] < -8) {
				states[i] = bits[i] == 0 ? -8 : 0;
				bits[i] = Math.max(0, bits[i] - 1);
			}
		}
		else if (surplus >= 8) {
			states[i] += Math.min(surplus - 4, 15);
			if (states[i] > 8) {
				states[i] = bits[i] == MOST_BITS ? 8 : 0;
				bits[i] = Math.min(MOST_BITS, bits[i] + 1);
			}
		}
	}
}
