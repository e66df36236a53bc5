package org.coverslip.option;

import java.util.List;

import org.coverslip.slide.WantedScale;

/** How large a scene, or a region of it, is wanted. */
public final class ScaleOptions {

	public static final Option<Integer> LEVEL = Option.of("level", "Level", OptionKind.whole(0, Integer.MAX_VALUE), 0,
		"Number of the level; 0 is the finest.");

	public static final Option<Double> PIXEL_SIZE = Option.of("pixelSize", "Pixel size (\u00b5m)",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"Micrometres per pixel, instead of a level; 0 for the level.").formerly("mpp");

	public static final Option<Double> MAGNIFICATION = Option.of("magnification", "Magnification",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"Magnification, for instance 10, instead of a level; 0 for the level.");

	public static final Option<Double> DOWNSAMPLE = Option.of("downsample", "Downsample",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"Level-0 pixels per pixel, instead of a level; 0 for the level.");

	public static final Option<Integer> LONGEST_SIDE = Option.of("size", "Longest side",
		OptionKind.whole(0, Integer.MAX_VALUE), 0, "Pixels of the longer side, instead of a level; 0 for the level.");

	public static final Option<Integer> OUT_WIDTH = Option.of("outWidth", "Scaled width",
		OptionKind.whole(0, Integer.MAX_VALUE), 0,
		"Width of the image in pixels, instead of a level; 0 for the level, or to keep the proportions.").rare();

	public static final Option<Integer> OUT_HEIGHT = Option.of("outHeight", "Scaled height",
		OptionKind.whole(0, Integer.MAX_VALUE), 0, "Height of the image in pixels, likewise.").rare();

	/** The ways in which dialogs ask for a scale. */
	public static final OptionTable OF_IMAGE = OptionTable.of(LEVEL, PIXEL_SIZE, MAGNIFICATION);

	/** All ways. */
	public static final OptionTable ALL = OF_IMAGE.and(DOWNSAMPLE, LONGEST_SIDE);

	/** All of which at most one may be above 0. */
	private static final List<Option<? extends Number>> INSTEAD =
		List.of(PIXEL_SIZE, MAGNIFICATION, DOWNSAMPLE, LONGEST_SIDE);

	private ScaleOptions() {}

	/**
	 * The scale that is wanted: that of the level if no other is given.
	 *
	 * @throws IllegalArgumentException
	 *             if several are given
	 */
	public static WantedScale of(final OptionValues values) {
		final List<String> given = INSTEAD.stream().filter(option -> values.get(option).doubleValue() > 0)
			.map(Option::key).toList();
		if (given.size() > 1)
			throw new IllegalArgumentException("give only one scale, not " + String.join(" and ", given));
		if (values.get(PIXEL_SIZE) > 0) return WantedScale.pixelSize(values.get(PIXEL_SIZE));
		if (values.get(MAGNIFICATION) > 0) return WantedScale.magnification(values.get(MAGNIFICATION));
		if (values.get(DOWNSAMPLE) > 0) return WantedScale.downsample(values.get(DOWNSAMPLE));
		if (values.get(LONGEST_SIDE) > 0) return WantedScale.longestSide(values.get(LONGEST_SIDE));
		return WantedScale.level(values.get(LEVEL));
	}
}
