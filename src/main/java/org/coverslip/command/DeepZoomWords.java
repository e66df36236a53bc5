package org.coverslip.command;

import java.util.Locale;
import java.util.Set;

import org.coverslip.export.DeepZoomOptions;
import org.coverslip.export.DeepZoomOptions.Container;
import org.coverslip.export.DeepZoomOptions.Format;
import org.coverslip.pixel.HalfSize;
import org.coverslip.slide.Slide;

/** From the words of the Deep Zoom command to the writer's options. */
final class DeepZoomWords {

	/** The quality that copies the slide's tiles. */
	private static final String KEEP = "keep";
	/** The rounding of means that libvips would choose. */
	static final String VIPS = "vips";
	/** The rounding of means to the nearest whole number. */
	static final String NEAREST = "nearest";
	/** The rounding of means down. */
	static final String DOWN = "down";
	/** The property that only slides which OpenSlide reads have. */
	private static final String OPENSLIDE = "openslide.vendor";
	/** Values of it for which libvips does not ask OpenSlide. */
	private static final Set<String> BY_LIBVIPS_ITSELF = Set.of("", "generic-tiff");
	/** Of tiles that cannot be kept beside those that are. */
	private static final int QUALITY_BESIDE_KEPT = 90;

	private DeepZoomWords() {}

	/**
	 * Options with these and the default ones. The words for format and container are the writer's constants in lower
	 * case.
	 *
	 * @param quality
	 *            1 to 100, or keep
	 * @param background
	 *            RRGGBB, or blank for the slide's own
	 */
	static DeepZoomOptions.Builder options(final String format, final String quality, final String background,
		final String container)
	{
		final DeepZoomOptions.Builder options = DeepZoomOptions.builder()
			.format(Format.valueOf(format.toUpperCase(Locale.ROOT)))
			.container(Container.valueOf(container.toUpperCase(Locale.ROOT)));
		final boolean keep = KEEP.equalsIgnoreCase(quality.strip());
		options.keepTiles(keep).quality(keep ? QUALITY_BESIDE_KEPT : number(quality));
		if (background != null && !background.isBlank()) options.background(color(background));
		return options;
	}

	/**
	 * How the mean of four pixels is rounded.
	 *
	 * @param rounding
	 *            nearest, down, or vips: as {@code vips dzsave} 8.14 does it, down where it would have OpenSlide read
	 *            the slide, because of the alpha channel that comes with it, and to the nearest elsewhere
	 */
	static HalfSize halving(final String rounding, final Slide slide) {
		return switch (rounding.strip().toLowerCase(Locale.ROOT)) {
			case VIPS -> BY_LIBVIPS_ITSELF.contains(slide.metadata().properties().getOrDefault(OPENSLIDE, ""))
				? HalfSize.TO_NEAREST
				: HalfSize.DOWN;
			case NEAREST -> HalfSize.TO_NEAREST;
			case DOWN -> HalfSize.DOWN;
			default ->
				throw new IllegalArgumentException("the rounding is vips, nearest or down, not \"" + rounding + "\"");
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
			throw new IllegalArgumentException("the background is a colour as RRGGBB, for instance ffffff, not \""
				+ background + "\"");
		return Integer.parseInt(digits, 16);
	}
}
