package org.coverslip.codec.jpegxr;

/**
 * What prediction needs from the macroblocks above and to the left: for each component, the DC and some low-pass
 * coefficients, and which blocks are present. Not thread-safe.
 */
final class Neighbours {

	/** How many low-pass coefficients of each macroblock are kept. */
	private static final int KEPT = 6;

	private final ColourFormat format;
	private Row here;
	private Row above;

	Neighbours(final PlaneHeader plane, final int columns) {
		this.format = plane.format();
		this.here = new Row(plane.components(), columns);
		this.above = new Row(plane.components(), columns);
	}

	/** Makes the current row the one above. */
	void nextRow() {
		final Row former = above;
		above = here;
		here = former;
	}

	/**
	 * Adds the prediction to the coefficients of a macroblock, and finds out how its high-pass coefficients are
	 * predicted (T.832).
	 */
	void predict(final Macroblock macroblock) {
		final Prediction prediction = predictionOf(macroblock);
		for (int c = 0; c < macroblock.lowpass.length; c++)
			predict(macroblock.lowpass[c], c, macroblock.column, prediction, indexFits(macroblock, prediction));
		macroblock.direction = direction(macroblock.lowpass);
		keep(macroblock);
	}

	/** Applies the prediction of which blocks are present in each component. */
	void predictPresence(final Macroblock macroblock, final PresencePrediction model) {
		final int column = macroblock.column;
		for (int c = 0; c < macroblock.present.length; c++) {
			final int present = model.predict(macroblock.present[c], c, macroblock,
				macroblock.atLeft ? 0 : here.present[c][column - 1], above.present[c][column]);
			macroblock.present[c] = present;
			here.present[c][column] = present;
		}
	}

	private enum Prediction {
		LEFT, TOP, MEAN, NONE
	}

	/** Where DC is predicted from: the direction in which it changes less. */
	private Prediction predictionOf(final Macroblock macroblock) {
		if (macroblock.atLeft) return macroblock.atTop ? Prediction.NONE : Prediction.TOP;
		if (macroblock.atTop) return Prediction.LEFT;
		final int column = macroblock.column;
		final int weight = format == ColourFormat.YUV_420 ? 8 : format == ColourFormat.YUV_422 ? 4 : 2;
		final boolean measuresChroma = format.measuresChroma();
		int down = 0;
		int across = 0;
		for (int c = 0; c < (measuresChroma ? 3 : 1); c++) {
			final int corner = above.dc[c][column - 1];
			final int factor = c == 0 && measuresChroma ? weight : 1;
			down += Math.abs(corner - here.dc[c][column - 1]) * factor;
			across += Math.abs(corner - above.dc[c][column]) * factor;
		}
		if (down * 4 < across) return Prediction.TOP;
		return across * 4 < down ? Prediction.LEFT : Prediction.MEAN;
	}

	/** Low-pass coefficients are only predicted from a macroblock with the same quantiser. */
	private boolean indexFits(final Macroblock macroblock, final Prediction prediction) {
		return switch (prediction) {
			case LEFT -> here.index[macroblock.column - 1] == macroblock.lowpassIndex;
			case TOP -> above.index[macroblock.column] == macroblock.lowpassIndex;
			default -> false;
		};
	}

	private void predict(final int[] lowpass, final int c, final int column, final Prediction prediction,
		final boolean indexFits) {
		switch (prediction) {
			case LEFT -> lowpass[0] += here.dc[c][column - 1];
			case TOP -> lowpass[0] += above.dc[c][column];
			case MEAN -> {
				final int half = c > 0 && format.isSubsampled() ? 1 : 0;
				lowpass[0] += here.dc[c][column - 1] + above.dc[c][column] + half >> 1;
			}
			default -> {
				// nothing to predict from
			}
		}
		if (c > 0 && format == ColourFormat.YUV_422) {
			predict422(lowpass, c, column, prediction, indexFits);
			return;
		}
		if (!indexFits) return;
		final int[] kept = prediction == Prediction.LEFT ? here.lowpass[c] : above.lowpass[c];
		final int from = KEPT * (prediction == Prediction.LEFT ? column - 1 : column);
		if (c > 0 && format == ColourFormat.YUV_420) {
			if (prediction == Prediction.LEFT) lowpass[1] += kept[from];
			else lowpass[2] += kept[from + 1];
		}
		else if (prediction == Prediction.LEFT) {
			for (int i = 0; i < 3; i++)
				lowpass[1 + i] += kept[from + i];
		}
		else {
			for (int i = 0; i < 3; i++)
				lowpass[4 + 4 * i] += kept[from + 3 + i];
		}
	}

	/**
	 * The two halves of a chrominance: coefficient 4 is their difference, 1 to 3 belong to the upper half, 5 to 7 to
	 * the lower.
	 */
	private void predict422(final int[] lowpass, final int c, final int column, final Prediction prediction,
		final boolean indexFits) {
		if (indexFits && prediction == Prediction.LEFT) {
			final int[] kept = here.lowpass[c];
			final int from = KEPT * (column - 1);
			lowpass[4] += kept[from + 4];
			lowpass[1] += kept[from];
			lowpass[5] += kept[from + 2];
		}
		else if (indexFits) {
			final int[] kept = above.lowpass[c];
			final int from = KEPT * column;
			lowpass[4] += kept[from + 4];
			lowpass[2] += kept[from + 3];
			lowpass[6] += lowpass[2];
		}
		else if (prediction == Prediction.TOP) lowpass[6] += lowpass[2];
	}

	private void keep(final Macroblock macroblock) {
		final int column = macroblock.column;
		here.index[column] = macroblock.lowpassIndex;
		for (int c = 0; c < macroblock.lowpass.length; c++) {
			final int[] lowpass = macroblock.lowpass[c];
			final int[] kept = here.lowpass[c];
			final int at = KEPT * column;
			here.dc[c][column] = lowpass[0];
			if (c > 0 && format.isSubsampled()) {
				kept[at] = lowpass[1];
				kept[at + 1] = lowpass[2];
				kept[at + 2] = lowpass[5];
				kept[at + 3] = lowpass[6];
				kept[at + 4] = lowpass[4];
			}
			else for (int i = 0; i < 3; i++) {
				kept[at + i] = lowpass[1 + i];
				kept[at + 3 + i] = lowpass[4 + 4 * i];
			}
		}
	}

	/** High-pass coefficients are predicted along the stronger of the two directions of the low-pass ones. */
	private Macroblock.Direction direction(final int[][] lowpass) {
		final int[] y = lowpass[0];
		int down = Math.abs(y[1]) + Math.abs(y[2]) + Math.abs(y[3]);
		int across = Math.abs(y[4]) + Math.abs(y[8]) + Math.abs(y[12]);
		if (format.measuresChroma()) for (int c = 1; c < 3; c++) {
			final int[] chroma = lowpass[c];
			down += Math.abs(chroma[1]);
			switch (format) {
				case YUV_420 -> across += Math.abs(chroma[2]);
				case YUV_422 -> {
					down += Math.abs(chroma[5]);
					across += Math.abs(chroma[2]) + Math.abs(chroma[6]);
				}
				default -> across += Math.abs(chroma[4]);
			}
		}
		if (down * 4 < across) return Macroblock.Direction.TOP;
		return across * 4 < down ? Macroblock.Direction.LEFT : Macroblock.Direction.NONE;
	}

	/** A row of macroblocks. */
	private static final class Row {

		final int[][] dc;
		final int[][] lowpass;
		final int[][] present;
		final int[] index;

		Row(final int components, final int columns) {
			this.dc = new int[components][columns];
			this.lowpass = new int[components][KEPT * columns];
			this.present = new int[components][columns];
			this.index = new int[columns];
		}
	}
}
