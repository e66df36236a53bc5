package org.coverslip.process;

import java.util.Locale;

/**
 * How much of red, green and blue two stains and what remains take away: the unit of each stain's density is an optical
 * density (logarithm to the base 10) of length 1 over the three colours (A. C. Ruifrok and D. A. Johnston, Anal. Quant.
 * Cytol. Histol. 23, 2001). What remains lies at right angles to both. Immutable.
 */
final class StainVectors {

	/** H&amp;E and H-DAB as Ruifrok and Johnston measured them. */
	static final StainVectors HE = of(new double[] { 0.65, 0.70, 0.29 }, new double[] { 0.07, 0.99, 0.11 });
	static final StainVectors H_DAB = of(new double[] { 0.65, 0.70, 0.29 }, new double[] { 0.27, 0.57, 0.78 });

	private static final double LEAST_ANGLE = 0.02;

	private final double[][] vectors;
	private final double[][] inverse;

	private StainVectors(final double[]... vectors) {
		this.vectors = vectors;
		inverse = inverse(vectors);
	}

	/**
	 * @param first
	 *            red, green and blue of the first stain, of any length
	 * @param second
	 *            likewise
	 * @throws IllegalArgumentException
	 *             with one sentence, if both have about the same colour, or one has none
	 */
	static StainVectors of(final double[] first, final double[] second) {
		final double[] a = unit(first);
		final double[] b = unit(second);
		final double[] across = cross(a, b);
		if (length(across) < LEAST_ANGLE)
			throw new IllegalArgumentException("the stains " + text(a) + " and " + text(b)
				+ " have nearly the same colour, so that they cannot be told apart");
		return new StainVectors(a, b, unit(across));
	}

	private static double[] unit(final double[] v) {
		final double length = length(v);
		if (!(length > 0)) throw new IllegalArgumentException("a stain of " + text(v) + " has no colour");
		return new double[] { v[0] / length, v[1] / length, v[2] / length };
	}

	private static double length(final double[] v) {
		return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
	}

	private static double[] cross(final double[] a, final double[] b) {
		return new double[] { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] };
	}

	/** Cramer's rule: rows of the cross products, over the determinant. */
	private static double[][] inverse(final double[][] m) {
		final double[][] columns = { cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1]) };
		final double determinant =
			m[0][0] * columns[0][0] + m[0][1] * columns[0][1] + m[0][2] * columns[0][2];
		final double[][] inverse = new double[3][3];
		for (int color = 0; color < 3; color++)
			for (int stain = 0; stain < 3; stain++)
				inverse[color][stain] = columns[stain][color] / determinant;
		return inverse;
	}

	/** Red, green and blue of a stain, of length 1; stains are 0, 1, and 2 for what remains. */
	double[] vector(final int stain) {
		return vectors[stain].clone();
	}

	/** By what optical densities of red, green and blue are multiplied and added up for the density of a stain. */
	double[] weights(final int stain) {
		return new double[] { inverse[0][stain], inverse[1][stain], inverse[2][stain] };
	}

	private static String text(final double[] v) {
		return String.format(Locale.ROOT, "%.3f,%.3f,%.3f", v[0], v[1], v[2]);
	}

	@Override
	public String toString() {
		return text(vectors[0]) + " and " + text(vectors[1]);
	}
}
