package org.coverslip.process;

import java.util.Arrays;

import org.coverslip.pixel.PixelBlock;

/**
 * Finds the colours of two stains (M. Macenko et al., A method for normalizing histology slides for quantitative
 * analysis, ISBI 2009): the optical densities of all that is not glass are seen in the plane in which they spread most,
 * and the stains are the directions within which all but one percent on each side lie.
 */
final class StainEstimate {

	/** Less than this, in natural logarithms as in the paper, is glass. */
	private static final double GLASS = 0.15 / Math.log(10);

	private static final double OUTSIDE_PERCENT = 1;
	private static final int LEAST_PIXELS = 100;
	private static final int ROTATIONS = 50;

	private StainEstimate() {}

	/**
	 * @param look
	 *            at colours
	 * @return first the stain that takes away more red in comparison, as hematoxylin does
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is too little that is not glass
	 */
	static StainVectors of(final CoarseLook look, final OpticalDensity density) {
		final double[][] densities = notGlass(look, density);
		if (densities.length < LEAST_PIXELS)
			throw new IllegalArgumentException("there is too little stained tissue to estimate the stains from it ("
				+ densities.length + " pixels at a coarse scale); name them instead");
		final double[][] axes = twoMainAxes(covariance(densities));
		final double[] angles = new double[densities.length];
		for (int i = 0; i < angles.length; i++)
			angles[i] = Math.atan2(product(densities[i], axes[1]), product(densities[i], axes[0]));
		Arrays.sort(angles);
		final double[] one = direction(axes, quantile(angles, OUTSIDE_PERCENT / 100));
		final double[] other = direction(axes, quantile(angles, 1 - OUTSIDE_PERCENT / 100));
		return one[0] > other[0] ? StainVectors.of(one, other) : StainVectors.of(other, one);
	}

	private static double[][] notGlass(final CoarseLook look, final OpticalDensity density) {
		final PixelBlock pixels = look.pixels();
		final double[][] kept = new double[look.covered().length][];
		int count = 0;
		for (int i = 0; i < kept.length; i++) {
			if (!look.covered()[i]) continue;
			final double[] rgb = new double[3];
			boolean glass = false;
			for (int s = 0; s < 3; s++) {
				rgb[s] = density.of(pixels.value(3 * i + s));
				glass |= rgb[s] < GLASS;
			}
			if (!glass) kept[count++] = rgb;
		}
		return Arrays.copyOf(kept, count);
	}

	private static double[][] covariance(final double[][] points) {
		final double[] mean = new double[3];
		for (final double[] point : points)
			for (int s = 0; s < 3; s++)
				mean[s] += point[s] / points.length;
		final double[][] covariance = new double[3][3];
		for (final double[] point : points)
			for (int r = 0; r < 3; r++)
				for (int c = 0; c < 3; c++)
					covariance[r][c] += (point[r] - mean[r]) * (point[c] - mean[c]) / (points.length - 1);
		return covariance;
	}

	/** The eigenvectors of the two largest eigenvalues, pointing to more red, found by Jacobi's rotations. */
	private static double[][] twoMainAxes(final double[][] symmetric) {
		final double[][] m = { symmetric[0].clone(), symmetric[1].clone(), symmetric[2].clone() };
		final double[][] vectors = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
		for (int turn = 0; turn < ROTATIONS; turn++)
			for (int p = 0; p < 2; p++)
				for (int q = p + 1; q < 3; q++)
					rotate(m, vectors, p, q);
		final Integer[] order = { 0, 1, 2 };
		Arrays.sort(order, (a, b) -> Double.compare(m[b][b], m[a][a]));
		return new double[][] { towardsRed(vectors[order[0]]), towardsRed(vectors[order[1]]) };
	}

	/** Turns the axes p and q so that nothing is left in the matrix at (p, q). */
	private static void rotate(final double[][] m, final double[][] vectors, final int p, final int q) {
		if (m[p][q] == 0) return;
		final double angle = 0.5 * Math.atan2(2 * m[p][q], m[q][q] - m[p][p]);
		final double cos = Math.cos(angle);
		final double sin = Math.sin(angle);
		for (int k = 0; k < 3; k++) {
			final double a = m[k][p];
			final double b = m[k][q];
			m[k][p] = cos * a - sin * b;
			m[k][q] = sin * a + cos * b;
		}
		for (int k = 0; k < 3; k++) {
			final double a = m[p][k];
			final double b = m[q][k];
			m[p][k] = cos * a - sin * b;
			m[q][k] = sin * a + cos * b;
			final double u = vectors[p][k];
			final double v = vectors[q][k];
			vectors[p][k] = cos * u - sin * v;
			vectors[q][k] = sin * u + cos * v;
		}
	}

	private static double[] towardsRed(final double[] axis) {
		return axis[0] < 0 ? new double[] { -axis[0], -axis[1], -axis[2] } : axis;
	}

	private static double product(final double[] a, final double[] b) {
		return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
	}

	/** Between neighbours in proportion. */
	private static double quantile(final double[] sorted, final double share) {
		final double at = share * (sorted.length - 1);
		final int before = (int) at;
		final int behind = Math.min(sorted.length - 1, before + 1);
		return sorted[before] + (at - before) * (sorted[behind] - sorted[before]);
	}

	/** The direction in the plane; no stain takes away less than nothing of a colour. */
	private static double[] direction(final double[][] axes, final double angle) {
		final double[] direction = new double[3];
		for (int s = 0; s < 3; s++)
			direction[s] = Math.max(0, Math.cos(angle) * axes[0][s] + Math.sin(angle) * axes[1][s]);
		return direction;
	}
}
