package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/** How an image plane stores its components (T.832, table 32: INTERNAL_CLR_FMT). */
enum ColourFormat {
	/** Luminance alone. */
	Y_ONLY,
	/** Luminance, and two chrominances of half the width and height. */
	YUV_420,
	/** Luminance, and two chrominances of half the width. */
	YUV_422,
	/** Luminance and two chrominances of the same size. */
	YUV_444,
	/** Four inks, coded like a luminance and three others. */
	YUVK,
	/** Components that are independent of each other. */
	N_COMPONENT;

	static ColourFormat of(final int code) throws CodecException {
		return switch (code) {
			case 0 -> Y_ONLY;
			case 1 -> YUV_420;
			case 2 -> YUV_422;
			case 3 -> YUV_444;
			case 4 -> YUVK;
			case 6 -> N_COMPONENT;
			default -> throw new CodecException("the JPEG XR stream has colours of the unknown format " + code);
		};
	}

	/** Whether the chrominances have fewer samples than the luminance. */
	boolean isSubsampled() {
		return this == YUV_420 || this == YUV_422;
	}

	/** Whether the first three components are a luminance and two chrominances. */
	boolean hasChroma() {
		return isSubsampled() || this == YUV_444;
	}

	/** Whether the choice of a prediction mode also looks at the second and third components. */
	boolean measuresChroma() {
		return this != Y_ONLY && this != N_COMPONENT;
	}

	/** Blocks side by side in a macroblock of a component: 4 or 2. */
	int blockColumns(final int component) {
		return component > 0 && isSubsampled() ? 2 : 4;
	}

	/** Blocks one above the other in a macroblock of a component: 4 or 2. */
	int blockRows(final int component) {
		return component > 0 && this == YUV_420 ? 2 : 4;
	}
}
