package org.coverslip.pixel;

/** The value that separates two classes best: N. Otsu, IEEE Trans. Syst. Man Cybern. 9, 1979. */
public final class OtsuThreshold {

	private OtsuThreshold() {}

	/**
	 * The first of those values whose two classes, up to it and above it, have the largest variance between them.
	 *
	 * @param histogram
	 *            how often there is each value, from 0 on
	 * @return 0 if there is one value only, or none
	 */
	public static int of(final long[] histogram) {
		double total = 0;
		double sum = 0;
		for (int v = 0; v < histogram.length; v++) {
			total += histogram[v];
			sum += (double) v * histogram[v];
		}
		int best = 0;
		double most = 0;
		double below = 0;
		double sumBelow = 0;
		for (int v = 0; v < histogram.length - 1; v++) {
			below += histogram[v];
			sumBelow += (double) v * histogram[v];
			if (below == 0 || below == total) continue;
			final double apart = sumBelow / below - (sum - sumBelow) / (total - below);
			final double variance = below * (total - below) * apart * apart;
			if (variance > most) {
				most = variance;
				best = v;
			}
		}
		return best;
	}
}
