package org.coverslip.slide;

import org.coverslip.geom.Region;

/**
 * The scale at which a user wants to see a scene, in one of the user's own words: a level, a pixel size, a
 * magnification, a downsample, or what fits a number of pixels.
 *
 * @param kind
 *            which word
 * @param value
 *            the level's number, micrometres per pixel, the magnification, level-0 pixels per pixel, or the longer side
 *            in pixels
 */
public record WantedScale(Kind kind, double value) {

	/** Ratios that differ less than this are the same scale: downsamples that come from rounded level sizes do. */
	private static final double TOLERANCE = 1e-3;

	/** What the number counts. */
	public enum Kind {
		LEVEL, PIXEL_SIZE, MAGNIFICATION, DOWNSAMPLE, LONGEST_SIDE
	}

	public WantedScale {
		if (kind == Kind.LEVEL ? value < 0 : !(value > 0 && value < Double.POSITIVE_INFINITY))
			throw new IllegalArgumentException("a scale needs a number above 0, not " + value);
	}

	/** A stored level as it is. */
	public static WantedScale level(final int level) {
		return new WantedScale(Kind.LEVEL, level);
	}

	/** Micrometres per pixel. */
	public static WantedScale pixelSize(final double um) {
		return new WantedScale(Kind.PIXEL_SIZE, um);
	}

	/** As of an objective, for instance 10 for "10x". */
	public static WantedScale magnification(final double power) {
		return new WantedScale(Kind.MAGNIFICATION, power);
	}

	/** Level-0 pixels per pixel. */
	public static WantedScale downsample(final double downsample) {
		return new WantedScale(Kind.DOWNSAMPLE, downsample);
	}

	/** At most so many pixels on the longer side, and never finer than level 0. */
	public static WantedScale longestSide(final int pixels) {
		return new WantedScale(Kind.LONGEST_SIDE, pixels);
	}

	/**
	 * What this scale is in a scene.
	 *
	 * @param region0
	 *            what is to be shown, in level-0 pixels
	 * @throws IllegalArgumentException
	 *             if the scene has no such level, or states no pixel size or magnification where one is needed
	 */
	public Found in(final Scene scene, final Region region0) {
		return switch (kind) {
			case LEVEL -> new Found((int) value, scene.level((int) value).downsample(), true);
			case PIXEL_SIZE -> find(scene, value / scene.pixelSize()
				.orElseThrow(
				() -> new IllegalArgumentException("the slide states no pixel size; choose a level instead")).meanUm());
			case MAGNIFICATION -> find(scene, scene.objectivePower()
				.orElseThrow(() ->
				new IllegalArgumentException("the slide states no magnification; choose a level instead")) / value);
			case DOWNSAMPLE -> find(scene, value);
			case LONGEST_SIDE -> {
				final double downsample = Math.max(1, Math.max(region0.width(), region0.height()) / value);
				yield new Found(scene.coarsestLevelAsFineAs(downsample), downsample, downsample == 1);
			}
		};
	}

	private static Found find(final Scene scene, final double downsample) {
		final int level = scene.coarsestLevelAsFineAs(downsample);
		final double stored = scene.level(level).downsample();
		final boolean same = Math.abs(downsample / stored - 1) <= TOLERANCE;
		return new Found(level, same ? stored : downsample, same);
	}

	/**
	 * A scale found in a scene.
	 *
	 * @param level
	 *            the level to read: the coarsest that is at least as fine as wanted, or level 0
	 * @param downsample
	 *            level-0 pixels per pixel
	 * @param stored
	 *            whether the level has this scale already, within 1 in 1000, so that its pixels are taken as they are
	 */
	public record Found(int level, double downsample, boolean stored) {}
}
