package org.coverslip.sample;

/**
 * What lies on the glass in a block: how much of each kind of matter is in each pixel, before any dye has a colour.
 * Amounts are about 1 where the matter is plain to see, 0 where there is none; arrays are row-major, length = width ·
 * height.
 */
final class Stains {

	final SamplingFrame frame;
	/** Chromatin of cell nuclei. */
	final float[] nuclei;
	/** Cell bodies of glands. */
	final float[] cytoplasm;
	/** Connective tissue and muscle. */
	final float[] fibres;
	/** Red blood cells. */
	final float[] blood;

	Stains(final SamplingFrame frame) {
		this.frame = frame;
		final int n = frame.width() * frame.height();
		nuclei = new float[n];
		cytoplasm = new float[n];
		fibres = new float[n];
		blood = new float[n];
	}

	/** Multiplies all amounts of one pixel. */
	void scale(final int at, final float factor) {
		nuclei[at] *= factor;
		cytoplasm[at] *= factor;
		fibres[at] *= factor;
		blood[at] *= factor;
	}
}
