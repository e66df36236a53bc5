package org.coverslip.option;

import java.util.OptionalLong;
import java.util.stream.Stream;

import org.coverslip.geom.Region;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.Scene;
import org.coverslip.slide.WantedScale;

/**
 * What of a scene is read at a level: a region in level-0 pixels, or as OpenSlide addresses it, by a corner in level 0
 * and a size in pixels of the level.
 */
public final class CornerOptions {

	/** Given if any of the four is. */
	public static final Option<OptionalLong> X = option("x", "Left", OptionKind.longWhole(),
		"Left edge in pixels of the scene's level 0, with y, width and height instead of a region.");

	public static final Option<OptionalLong> Y = option("y", "Top", OptionKind.longWhole(), "Top edge, likewise.");

	public static final Option<OptionalLong> WIDTH = option("width", "Width",
		OptionKind.whole(1, Integer.MAX_VALUE), "Width of what is read, in pixels of the level.");

	public static final Option<OptionalLong> HEIGHT = option("height", "Height",
		OptionKind.whole(1, Integer.MAX_VALUE), "Height of what is read, likewise.");

	/** All, with a region, a level and a size for the image. */
	public static final OptionTable ALL = OptionTable.of(RegionOptions.REGION, ScaleOptions.LEVEL,
		ScaleOptions.OUT_WIDTH.help("Width of the image if the region is to be scaled; 0 for no scaling, or to keep "
			+ "the proportions."),
		ScaleOptions.OUT_HEIGHT, X, Y, WIDTH, HEIGHT);

	private CornerOptions() {}

	/** One that has no value if it is left out, which a number could not say. */
	private static Option<OptionalLong> option(final String key, final String label,
		final OptionKind<? extends Number> numbers, final String help)
	{
		return Option.of(key, label, OptionKind.of("N", text -> text.isBlank() ? OptionalLong.empty()
			: OptionalLong.of(numbers.read(text.strip()).longValue()),
			value -> value.isEmpty() ? "" : String.valueOf(value.getAsLong())), OptionalLong.empty(), help).rare();
	}

	/**
	 * Tells a picture where it lies.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there are two places, or part of one, or there is nothing of the scene
	 */
	public static PictureBuilder place(final PictureBuilder picture, final Scene scene, final OptionValues values) {
		final int level = values.get(ScaleOptions.LEVEL);
		final int wide = values.get(ScaleOptions.OUT_WIDTH);
		final int high = values.get(ScaleOptions.OUT_HEIGHT);
		final boolean asStored = wide == 0 && high == 0;
		if (Stream.of(X, Y, WIDTH, HEIGHT).allMatch(option -> values.get(option).isEmpty())) {
			final Region region = RegionOptions.of(scene, values);
			return asStored ? picture.region(region).scale(WantedScale.level(level))
				: picture.region(region).size(wide, high);
		}
		if (RegionOptions.isGiven(values))
			throw new IllegalArgumentException("give either a region, or x, y, width and height");
		final long x = given(X, values);
		final long y = given(Y, values);
		final int width = (int) given(WIDTH, values);
		final int height = (int) given(HEIGHT, values);
		return asStored ? picture.asOpenSlide(level, x, y, width, height)
			: picture.region(level, x, y, width, height).size(wide, high);
	}

	private static long given(final Option<OptionalLong> option, final OptionValues values) {
		return values.get(option).orElseThrow(() -> new IllegalArgumentException(OptionTable.missing(option)));
	}
}
