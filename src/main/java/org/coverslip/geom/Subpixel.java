package org.coverslip.geom;

/**
 * A position between two pixels along one axis, as OpenSlide's drawing library sees it: which pixel lies left of it (or
 * above), and how much the next one counts in what is shown there.
 * <p>
 * Source: cairo hands positions to pixman in units of 1/65536, and pixman interpolates with weights of 7 bits, so that
 * a smaller part of a pixel is none.
 *
 * @param pixel
 *            the left or upper pixel
 * @param weight
 *            how much the next pixel counts, in 1/{@link #ONE}: 0 &le; weight &lt; {@link #ONE}
 */
public record Subpixel(long pixel, int weight) {

	/** The weight of a whole pixel. */
	public static final int ONE = 128;

	private static final int FIXED_ONE = 65536;

	/** The pixels at a position, where pixel {@code n} is at position {@code n}. */
	public static Subpixel at(final double position) {
		final long pixel = (long) Math.floor(position);
		final int fixed = (int) Math.round((position - pixel) * FIXED_ONE);
		return fixed == FIXED_ONE ? new Subpixel(pixel + 1, 0) : new Subpixel(pixel, fixed / (FIXED_ONE / ONE));
	}

	/** Whether one pixel alone is shown. */
	public boolean isWhole() {
		return weight == 0;
	}
}
