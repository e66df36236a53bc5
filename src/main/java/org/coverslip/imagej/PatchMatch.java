package org.coverslip.imagej;

import java.util.Arrays;

/**
 * How well a small piece of an image agrees with the slide, where it should be and around it. Brightness, contrast and
 * inversion do not matter: the measure is the correlation of the values, of their slopes, or of the image's values with
 * the slide's slopes, where edges were found, whichever is the highest.
 *
 * @param same
 *            whether the pixels are the same, in the best place
 * @param there
 *            agreement where it should be, 0 to 1
 * @param best
 *            agreement in the best place
 * @param dx
 *            columns from where it should be to the best place
 * @param dy
 *            rows, likewise
 * @param partX
 *            parts of a column by which it seems to lie beside where it should be; 0 if nothing around was looked at
 * @param partY
 *            of a row, likewise
 */
record PatchMatch(boolean same, double there, double best, int dx, int dy, double partX, double partY) {

	/** Values that differ by less than this share of their standard deviation are the same: they were rounded. */
	private static final double ROUNDED = 1e-3;

	/** Of a sum of squares that is 1 in all of what is compared: there is nothing to see. */
	private static final double NOTHING = 1e-9;

	/** Share of the pixels that have to be the same; on others something may have been drawn. */
	private static final double NEARLY_ALL = 0.85;

	/**
	 * Looks for a patch.
	 *
	 * @param patch
	 *            row by row
	 * @param width
	 *            columns of the patch
	 * @param height
	 *            rows of the patch
	 * @param slide
	 *            what is there, and a margin of so many pixels on each side
	 */
	static PatchMatch of(final float[] patch, final int width, final int height, final float[] slide,
		final int margin) {
		final int wide = width + 2 * margin;
		if (isSame(patch, width, slide, wide, margin, margin)) return new PatchMatch(true, 1, 1, 0, 0, 0, 0);
		final float[] values = normal(patch);
		final float[] slopes = normal(slopes(patch, width, height));
		final float[] slideValues = normal(slide);
		final float[] slideSlopes = normal(slopes(slide, wide, height + 2 * margin));
		final int reach = 2 * margin + 1;
		final double[] all = new double[reach * reach];
		double best = -1;
		int bestX = margin;
		int bestY = margin;
		for (int y = 0; y <= 2 * margin; y++)
			for (int x = 0; x <= 2 * margin; x++) {
				final double agreement = Math.max(Math.abs(correlation(values, width, slideValues, wide, x, y)),
					Math.max(correlation(slopes, width, slideSlopes, wide, x, y),
						Math.abs(correlation(values, width, slideSlopes, wide, x, y))));
				all[y * reach + x] = agreement;
				if (agreement > best) {
					best = agreement;
					bestX = x;
					bestY = y;
				}
			}
		final int there = margin * reach + margin;
		return new PatchMatch(isSame(patch, width, slide, wide, bestX, bestY), all[there], best, bestX - margin,
			bestY - margin, margin == 0 ? 0 : top(all[there - 1], all[there], all[there + 1]),
			margin == 0 ? 0 : top(all[there - reach], all[there], all[there + reach]));
	}

	/** Where the parabola through three neighbours is highest, from the middle one; 0 if it bends the other way. */
	private static double top(final double before, final double at, final double behind) {
		final double bend = before - 2 * at + behind;
		return bend < 0 ? Math.max(-1, Math.min(1, (before - behind) / (2 * bend))) : 0;
	}

	/** Standard deviation of values. */
	static double deviation(final float[] values) {
		double sum = 0;
		double squares = 0;
		for (final float value : values)
			sum += value;
		final double mean = sum / values.length;
		for (final float value : values)
			squares += (value - mean) * (value - mean);
		return Math.sqrt(squares / values.length);
	}

	/** Whether the pixels are the same where they should be. */
	boolean isSameThere() {
		return same && dx == 0 && dy == 0;
	}

	/** Compares all pixels but those that have the background's value in both, which tell nothing. */
	private static boolean isSame(final float[] patch, final int width, final float[] slide, final int wide,
		final int x, final int y) {
		final double tolerance = deviation(patch) * ROUNDED;
		final float[] sorted = patch.clone();
		Arrays.sort(sorted);
		final float ground = sorted[sorted.length / 2];
		int told = 0;
		int same = 0;
		for (int i = 0; i < patch.length; i++) {
			final float there = slide[(y + i / width) * wide + x + i % width];
			if (Math.abs(patch[i] - ground) <= tolerance && Math.abs(there - ground) <= tolerance) continue;
			told++;
			if (Math.abs(patch[i] - there) <= tolerance) same++;
		}
		return same >= told * NEARLY_ALL;
	}

	/** With mean 0 and sum of squares 1; all 0 if they are all one. */
	private static float[] normal(final float[] values) {
		double sum = 0;
		for (final float value : values)
			sum += value;
		final double mean = sum / values.length;
		final double norm = deviation(values) * Math.sqrt(values.length);
		final float[] normal = new float[values.length];
		if (norm > 0) for (int i = 0; i < normal.length; i++)
			normal[i] = (float) ((values[i] - mean) / norm);
		return normal;
	}

	/** How steep the values are at each pixel. */
	private static float[] slopes(final float[] values, final int width, final int height) {
		final float[] slopes = new float[values.length];
		for (int y = 1; y < height - 1; y++)
			for (int x = 1; x < width - 1; x++) {
				final int i = y * width + x;
				final float across = values[i + 1] - values[i - 1];
				final float down = values[i + width] - values[i - width];
				slopes[i] = (float) Math.sqrt(across * across + down * down);
			}
		return slopes;
	}

	private static double correlation(final float[] normal, final int width, final float[] slide, final int wide,
		final int x, final int y) {
		double product = 0;
		double sum = 0;
		double squares = 0;
		for (int i = 0, row = y; i < normal.length; row++)
			for (int j = row * wide + x, end = j + width; j < end; j++, i++) {
				product += normal[i] * slide[j];
				sum += slide[j];
				squares += (double) slide[j] * slide[j];
			}
		final double norm = squares - sum * sum / normal.length;
		return norm > NOTHING ? product / Math.sqrt(norm) : 0;
	}
}
