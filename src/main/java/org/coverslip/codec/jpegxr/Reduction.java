package org.coverslip.codec.jpegxr;

/** How much smaller an image is decoded: each stage of the transform yields a smaller image. */
public enum Reduction {
	/** All samples. */
	NONE(1),
	/** One pixel for 4 by 4, from the DC coefficients of blocks: the high-pass band is left out. */
	QUARTER(4),
	/** One pixel for 16 by 16, from the DC coefficients of macroblocks: the low-pass band is left out as well. */
	SIXTEENTH(16);

	private final int factor;

	Reduction(final int factor) {
		this.factor = factor;
	}

	/** How many pixels side by side become one. */
	public int factor() {
		return factor;
	}

	/** A width or height of the smaller image, rounded up. */
	int of(final int size) {
		return (size + factor - 1) / factor;
	}
}
