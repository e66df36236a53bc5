package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * The factors of one band: for each index that a macroblock may choose, and each component (T.832: quantisation
 * parameters).
 */
final class Quantizers {

	/** Where bits come from: an image header or a tile. */
	@FunctionalInterface
	interface Source {

		/** The next 1 to 8 bits. */
		long read(int count) throws CodecException;
	}

	/** How components share their factors. */
	private static final int UNIFORM = 0;
	private static final int SEPARATE = 1;

	private final int[][] factors;
	private final boolean coarse;
	private final boolean scaled;

	/**
	 * @param indices
	 *            1 to 16
	 * @param coarse
	 *            whether these are for DC or low-pass coefficients, where chrominance has one bit less in scaled
	 *            arithmetic
	 */
	Quantizers(final int indices, final int components, final boolean coarse, final boolean scaled) {
		this.factors = new int[indices][components];
		this.coarse = coarse;
		this.scaled = scaled;
	}


	/** Reads the factors of one index. */
	void read(final int index, final Source bits) throws CodecException {
		final int[] row = factors[index];
		final int mode = row.length > 1 ? (int) bits.read(2) : UNIFORM;
		int parameter = (int) bits.read(8);
		row[0] = factor(parameter, 1);
		for (int c = 1; c < row.length; c++) {
			if (mode > SEPARATE || mode == SEPARATE && c == 1) parameter = (int) bits.read(8);
			row[c] = factor(parameter, coarse ? 0 : 1);
		}
	}

	private int factor(final int parameter, final int extra) {
		if (parameter == 0) return 1;
		final int mantissa = 16 + (parameter & 15);
		final int exponent = (parameter >> 4) - 1;
		if (scaled) return parameter < 16 ? parameter << extra : mantissa << exponent + extra;
		if (parameter < 32) return parameter + 3 >> 2;
		return parameter < 48 ? mantissa + 1 >> 1 << exponent - 1 : mantissa << exponent - 2;
	}

	/** The number of indices. */
	int indices() {
		return factors.length;
	}

	/** The factor of each component, not to be written to. */
	int[] of(final int index) {
		return factors[index];
	}
}
