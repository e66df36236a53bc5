package org.coverslip.codec.jpegxr;

/**
 * Predicts which blocks of a macroblock have high-pass coefficients: from their neighbours, or by assuming that few or
 * most do (T.832: CBPHP). Not thread-safe.
 */
final class PresencePrediction {

	/** What a model expects. */
	private static final int NEIGHBOURS = 0;
	private static final int FEW = 1;
	private static final int MOST = 2;

	/** This many present or absent blocks of 16 change no count. */
	private static final int EXPECTED = 3;

	private final ColourFormat format;

	/** For the luminance and for the other components. */
	private final int[] fewCounts = new int[2];
	private final int[] mostCounts = new int[2];
	private final int[] states = new int[2];

	PresencePrediction(final ColourFormat format) {
		this.format = format;
		reset();
	}

	/** Back to the beginning of a tile. */
	void reset() {
		for (int i = 0; i < 2; i++) {
			fewCounts[i] = -4;
			mostCounts[i] = 4;
			states[i] = NEIGHBOURS;
		}
	}

	/**
	 * The blocks of a component that are present.
	 *
	 * @param difference
	 *            a bit for each block in coded order, as the stream has it
	 * @param left
	 *            the blocks of the macroblock to the left
	 * @param above
	 *            those of the macroblock above
	 */
	int predict(final int difference, final int component, final Macroblock macroblock, final int left,
		final int above) {
		final int model = component == 0 ? 0 : 1;
		final int blocks = format.blockColumns(component) * format.blockRows(component);
		int present = difference;
		if (states[model] == NEIGHBOURS) {
			final int first;
			if (!macroblock.atLeft) first = left >> (blocks == 16 ? 5 : 1);
			else if (!macroblock.atTop) first = above >> (blocks == 16 ? 10 : blocks == 8 ? 6 : 2);
			else first = 1;
			present = blocks == 16 ? spread16(present ^ first & 1) : spread2(present ^ first & 1, blocks);
		}
		else if (states[model] == MOST) present ^= (1 << blocks) - 1;
		count(model, Integer.bitCount(present) * (16 / blocks));
		return present;
	}

	/** Each block is compared with one before it, in a square of 4 by 4 ordered quarter by quarter. */
	private static int spread16(final int differences) {
		int present = differences;
		present ^= present << 1 & 0x02;
		present ^= present << 3 & 0x10;
		present ^= present << 1 & 0x20;
		present ^= (present & 0x33) << 2;
		present ^= (present & 0xcc) << 6;
		present ^= (present & 0x3300) << 2;
		return present;
	}

	/** As {@link #spread16}, in two columns. */
	private static int spread2(final int differences, final int blocks) {
		int present = differences ^ (differences & 1) << 1;
		for (int pair = 3; pair < 1 << blocks - 2; pair <<= 2)
			present ^= (present & pair) << 2;
		return present;
	}

	private void count(final int model, final int present) {
		fewCounts[model] = limit(fewCounts[model] + present - EXPECTED);
		mostCounts[model] = limit(mostCounts[model] + 16 - present - EXPECTED);
		if (fewCounts[model] < 0) states[model] = fewCounts[model] < mostCounts[model] ? FEW : MOST;
		else states[model] = mostCounts[model] < 0 ? MOST : NEIGHBOURS;
	}

	private static int limit(final int count) {
		return Math.max(-16, Math.min(15, count));
	}
}
