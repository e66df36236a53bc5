package org.coverslip.slide;

/**
 * The size of a level-0 pixel on the glass, in micrometres per pixel.
 *
 * @param xUm
 *            width, finite and &gt; 0
 * @param yUm
 *            height, finite and &gt; 0
 */
public record PixelSize(double xUm, double yUm) {

	public PixelSize {
		if (!isValid(xUm) || !isValid(yUm))
			throw new IllegalArgumentException("a pixel size of " + xUm + " x " + yUm + " µm");
	}

	/** Whether a number as found in a file can be a pixel's side. */
	public static boolean isValid(final double um) {
		return um > 0 && um < Double.POSITIVE_INFINITY;
	}

	/** The size of a pixel in a level of the given downsample. */
	public PixelSize scaled(final double downsample) {
		return new PixelSize(xUm * downsample, yUm * downsample);
	}

	/** The mean of both sides, for choosing a level. */
	public double meanUm() {
		return (xUm + yUm) / 2;
	}
}
