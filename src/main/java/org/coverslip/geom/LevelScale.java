package org.coverslip.geom;

import java.util.OptionalLong;

/**
 * The scale between level 0 and a level: the one place where coordinates are rounded.
 *
 * @param downsample
 *            level-0 pixels per pixel of the level, &gt; 0; 1 is level 0 itself
 */
public record LevelScale(double downsample) {

	public LevelScale {
		if (!(downsample > 0) || Double.isInfinite(downsample))
			throw new IllegalArgumentException("a downsample of " + downsample);
	}

	/**
	 * OpenSlide's downsample of a level that does not state one: the mean of the ratios of heights and widths. The
	 * order of the operations is OpenSlide's, so that the 17 digits agree.
	 */
	public static LevelScale between(final long width0, final long height0, final long width, final long height) {
		return new LevelScale(((double) height0 / height + (double) width0 / width) / 2.0);
	}

	/**
	 * The scale that is a whole number, from ratios that should be whole but for rounding: the number nearest to their
	 * mean, halves upwards.
	 *
	 * @param ratioX
	 *            level-0 pixels per pixel of the level in a row, as measured
	 * @param ratioY
	 *            in a column, likewise
	 */
	public static LevelScale wholeNear(final double ratioX, final double ratioY) {
		return new LevelScale(Math.round((ratioX + ratioY) / 2));
	}

	/**
	 * The whole number, 2 or more, by which both lengths were divided, each rounded up or down; the smallest if there
	 * are several.
	 *
	 * @param length0
	 *            of level 0, &gt; 0
	 * @param length
	 *            of the level, &gt; 0
	 * @param other0
	 *            of level 0 in the other direction, &gt; 0
	 * @param other
	 *            of the level in that direction, &gt; 0
	 */
	public static OptionalLong commonDivisor(final long length0, final long length, final long other0,
		final long other) {
		final long least = Math.max(2, Math.max(leastDivisor(length0, length), leastDivisor(other0, other)));
		return least <= Math.min(mostDivisor(length0, length), mostDivisor(other0, other)) ? OptionalLong.of(least)
			: OptionalLong.empty();
	}

	/**
	 * The least number by which one length was divided and rounded down or up to the other: rounding down leaves room
	 * for most.
	 */
	private static long leastDivisor(final long length0, final long length) {
		return length0 / (length + 1) + 1;
	}

	/** The greatest such number, where nothing becomes shorter than 1. */
	private static long mostDivisor(final long length0, final long length) {
		return length == 1 ? Long.MAX_VALUE : (length0 - 1) / (length - 1);
	}

	/** The whole pixels of the level that a length of level-0 pixels fills. */
	public long wholePixels(final long length0) {
		return (long) (length0 / downsample);
	}

	/** The level's pixel in which a level-0 pixel lies. */
	public long toLevel(final long x0) {
		return (long) Math.floor(x0 / downsample);
	}

	/** The position in the level of a level-0 position; not rounded. */
	public double toLevelExact(final double x0) {
		return x0 / downsample;
	}

	/** The level-0 pixel in which a pixel of the level begins, rounded to the nearest. */
	public long toLevel0(final long x) {
		return Math.round(x * downsample);
	}

	/**
	 * The level's pixel boundary that is nearest to a position between level-0 pixels; of two as near the one nearer to
	 * 0.
	 */
	public long nearestBoundary(final long x0) {
		final long nearest = (long) Math.ceil(Math.abs(x0) / downsample - 0.5);
		return x0 < 0 ? -nearest : nearest;
	}

	/** The pixels of the level, the last of which may be less than a whole one, that a length of level-0 pixels has. */
	public long startedPixels(final long length0) {
		return (long) Math.ceil(length0 / downsample);
	}

	/** The smallest region of the level that covers a level-0 region, not clipped to the level. */
	public Region coverLevel(final Region region0) {
		return Region.between(toLevel(region0.x()), toLevel(region0.y()), (long) Math.ceil(region0.endX() / downsample),
			(long) Math.ceil(region0.endY() / downsample));
	}

	/**
	 * The region of the level that shows a level-0 region: both corners rounded to the nearest pixel, and one pixel at
	 * least in each direction unless the region is empty.
	 */
	public Region roundToLevel(final Region region0) {
		final long x = Math.round(region0.x() / downsample);
		final long y = Math.round(region0.y() / downsample);
		final long w = region0.width() == 0 ? 0 : Math.max(1, Math.round(region0.endX() / downsample) - x);
		final long h = region0.height() == 0 ? 0 : Math.max(1, Math.round(region0.endY() / downsample) - y);
		return new Region(x, y, w, h);
	}

	/** The level-0 region that a region of the level shows: both corners rounded to the nearest pixel. */
	public Region toLevel0(final Region region) {
		return Region.between(toLevel0(region.x()), toLevel0(region.y()), toLevel0(region.endX()),
			toLevel0(region.endY()));
	}

	/** The number of pixels, at least 1, that a length of level-0 pixels has in the level. */
	public long lengthInLevel(final long length0) {
		return Math.max(1, Math.round(length0 / downsample));
	}

	/** The whole number nearest to a / b, and 1 at least. */
	public static long wholeRatio(final long a, final long b) {
		return Math.max(1, Math.round((double) a / b));
	}

	/**
	 * Whether two sizes of a level are the same but for how writers round: they differ by 2 pixels or one in 1000 at
	 * most.
	 */
	public static boolean isNear(final long a, final long b) {
		return Math.abs(a - b) <= Math.max(2, Math.max(a, b) / 1000);
	}
}
