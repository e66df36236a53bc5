package org.coverslip.command;

import java.util.Locale;

import org.coverslip.export.DeepZoomOptions;
import org.coverslip.export.DeepZoomOptions.Container;
import org.coverslip.export.DeepZoomOptions.Format;
import org.coverslip.pixel.HalfSize;

/** From the words of the Deep Zoom command to the writer's options. */
final class DeepZoomWords {

	/** The quality that copies the slide's tiles. */
	private static final String KEEP = "keep";
	/** The rounding of means to the nearest whole number. */
	static final String NEAREST = "nearest";
	/** The rounding of means down. */
	static final String DOWN = "down";
	/** Of tiles that cannot be kept beside those that are. */
	private static final int QUALITY_BESIDE_KEPT = 90;

	private DeepZoomWords() {}

	/**
	 * Options with these and the default ones. The words for format and container are the writer's constants in lower case.
	 *
	 * @param quality
	 *            1 to 100, or keep
	 * @param rounding
	 *            of the mean of four pixels: nearest or down
	 * @param background
	 *            RRGGBB, or blank for the slide's own
	 */
	static DeepZoomOptions.Builder options(final String format, final String quality, final String rounding,
		final String background, final String container)
	{
		final DeepZoomOptions.Builder options = DeepZoomOptions.builder().format(Format.valueOf(format.toUpperCase(Locale.ROOT)))
			.container(Container.valueOf(container.toUpperCase(Locale.ROOT)));
		final boolean keep = KEEP.equalsIgnoreCase(quality.strip());
		options.halving(halving(rounding)).keepTiles(keep).quality(keep ? QUALITY_BESIDE_KEPT : number(quality));
		if (background != null && !background.isBlank()) options.background(color(background));
		return options;
	}

	private static HalfSize halving(final String rounding) {
		return switch (rounding.strip().toLowerCase(Locale.ROOT)) {
			case NEAREST -> HalfSize.TO_NEAREST;
			case DOWN -> HalfSize.DOWN;
			default -> throw new IllegalArgumentException("the rounding is nearest or down, not \"" + rounding + "\"");
		};
	}

	private static int number(final String quality) {
		try {
			return Integer.parseInt(quality.strip());
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("the quality is 1 to 100 or keep, not \"" + quality + "\"", e);
		}
	}

	private static int color(final String background) {
		final String digits = background.strip().replaceFirst("^#", "");
		if (!digits.matches("[0-9A-Fa-f]{6}"))
			throw new IllegalArgumentException("the background is a colour as RRGGBB, for instance ffffff, not \"" + background + "\"");
		return Integer.parseInt(digits, 16);
	}
}
