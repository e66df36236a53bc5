package org.coverslip.format.zeiss;

import java.util.Comparator;

/**
 * The dimensions of a CZI that tell planes apart: channel C, time T, focus Z, phase H, illumination I, rotation R, view
 * V and block B; each as in the file, 0 if the file has none.
 */
record CziPlane(int c, int t, int z, int h, int i, int r, int v, int b) {

	/**
	 * Orders by all dimensions that Coverslip lists as z, which are all but channel and time: the focus varies fastest,
	 * blocks vary slowest.
	 */
	static final Comparator<CziPlane> BY_Z = Comparator.comparingInt(CziPlane::b).thenComparingInt(CziPlane::v)
		.thenComparingInt(CziPlane::r).thenComparingInt(CziPlane::i).thenComparingInt(CziPlane::h)
		.thenComparingInt(CziPlane::z);

	/** The same in all dimensions listed as z, with channel and time 0. */
	CziPlane onlyZ() {
		return new CziPlane(0, 0, z, h, i, r, v, b);
	}
}
