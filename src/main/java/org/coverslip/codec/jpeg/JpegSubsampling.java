package org.coverslip.codec.jpeg;

/** How coarsely the chroma of a JPEG is sampled, against its luminance. */
public enum JpegSubsampling {

	/** 4:4:4, not at all. */
	NONE(1, 1),
	/** 4:2:2, every other column. */
	COLUMNS(2, 1),
	/** 4:2:0, every other column and row. */
	COLUMNS_AND_ROWS(2, 2);

	private final int horizontal;
	private final int vertical;

	JpegSubsampling(final int horizontal, final int vertical) {
		this.horizontal = horizontal;
		this.vertical = vertical;
	}

	/** The first value of TIFF's YCbCrSubSampling (530): 1 or 2. */
	public int horizontal() {
		return horizontal;
	}

	/** The second value of TIFF's YCbCrSubSampling (530): 1 or 2. */
	public int vertical() {
		return vertical;
	}
}
