package org.coverslip.option;

import java.util.OptionalInt;
import java.util.Set;

import org.coverslip.export.deepzoom.DeepZoomOptions;
import org.coverslip.export.deepzoom.DeepZoomOptions.Container;
import org.coverslip.export.image.PictureFormat;
import org.coverslip.pixel.HalfSize;
import org.coverslip.slide.ShownPlane;
import org.coverslip.slide.Slide;

/** How a scene is written as Deep Zoom tiles. */
public final class ZoomOptions {

	/** How the mean of four pixels is rounded. */
	public enum Rounding {
		/**
		 * As {@code vips dzsave} 8.14 does it: down where it would have OpenSlide read the slide, because of the alpha
		 * channel that comes with it, and to the nearest elsewhere.
		 */
		VIPS,
		/** To the nearest whole number. */
		NEAREST,
		/** Down. */
		DOWN
	}

	/** The quality that copies the slide's tiles. */
	private static final String KEEP = "keep";
	/** Of tiles that cannot be kept beside those that are. */
	private static final int QUALITY_BESIDE_KEPT = 90;
	/** The property that only slides which OpenSlide reads have. */
	private static final String OPENSLIDE = "openslide.vendor";
	/** Values of it for which libvips does not ask OpenSlide. */
	private static final Set<String> BY_LIBVIPS_ITSELF = Set.of("", "generic-tiff");

	public static final Option<Integer> TILE_SIZE =
		Option.of("tileSize", "Tile size", OptionKind.multiple(2, 2, 8192), 254,
		"Side of a tile in pixels, an even number.").rare();

	public static final Option<Integer> OVERLAP =
		Option.of("overlap", "Overlap", OptionKind.whole(0, Integer.MAX_VALUE), 1,
		"Pixels that a tile shares with each neighbour.").rare();

	public static final Option<PictureFormat> FORMAT =
		Option.of("format", "Format", OptionKind.oneOf(PictureFormat.values()), PictureFormat.JPG,
		"How tiles are stored.");

	/** Empty to keep the slide's tiles that suit. */
	public static final Option<OptionalInt> QUALITY = Option.of("quality", "Quality",
		OptionKind.of("1..100|keep", ZoomOptions::readQuality, ZoomOptions::writeQuality), OptionalInt.of(75),
		"Of JPEG, 1 to 100, or keep: copies the slide's tiles that suit.");

	public static final Option<Rounding> ROUNDING =
		Option.of("rounding", "Rounding", OptionKind.oneOf(Rounding.values()), Rounding.VIPS,
			"How the mean of four pixels is rounded: as libvips does, to the nearest, or down.").rare();

	public static final Option<Boolean> LIMIT_BOUNDS =
		Option.of("limitBounds", "Only the scanned area", OptionKind.flag(),
		false, "Exports only the area that the slide states.").rare();

	public static final Option<Boolean> SKIP_BLANK =
		Option.of("skipBlank", "Leave out blank tiles", OptionKind.flag(), false,
		"Leaves out tiles of nothing but background.").rare();

	public static final Option<Container> CONTAINER = Option.of("container", "Container",
		OptionKind.oneOf(Container.values()), Container.FOLDER, "What holds the files.");

	/** Empty for the slide's own. */
	public static final Option<OptionalInt> BACKGROUND = Option.of("background", "Background",
		OptionKind.of("RRGGBB", ZoomOptions::readColour, ZoomOptions::writeColour), OptionalInt.empty(),
		"RRGGBB where nothing is stored, if not the slide's.").rare();

	public static final OptionTable ALL = OptionTable.of(PlaneOptions.SCENE, RegionOptions.REGION, PlaneOptions.Z,
		PlaneOptions.T, TILE_SIZE, OVERLAP, FORMAT, QUALITY, ROUNDING, LIMIT_BOUNDS, SKIP_BLANK, CONTAINER, BACKGROUND,
		AssociatedOption.ASSOCIATED.help("Which to show on the page: all, none, or names as label,macro."),
		TargetOptions.OVERWRITE
			.help("Replaces a ZIP or SZI file of this name when the new one is complete; a folder is never replaced."));

	private ZoomOptions() {}

	/**
	 * What of the slide is shown.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is no such scene or plane
	 */
	public static ShownPlane shown(final Slide slide, final OptionValues values) {
		return ShownPlane.of(PlaneOptions.scene(slide, values), values.get(PlaneOptions.Z),
			values.get(PlaneOptions.T));
	}

	/**
	 * The writer's options.
	 *
	 * @param slide
	 *            open until the tiles are written
	 * @param shown
	 *            what of it is shown
	 * @throws IllegalArgumentException
	 *             with one sentence, if the values do not suit the slide
	 */
	public static DeepZoomOptions.Builder of(final Slide slide, final ShownPlane shown, final OptionValues values) {
		final OptionalInt quality = values.get(QUALITY);
		final DeepZoomOptions.Builder options = DeepZoomOptions.builder().tileSize(values.get(TILE_SIZE))
			.overlap(values.get(OVERLAP)).format(values.get(FORMAT)).keepTiles(quality.isEmpty())
			.quality(quality.orElse(QUALITY_BESIDE_KEPT)).halving(halving(values.get(ROUNDING), slide))
			.limitBounds(values.get(LIMIT_BOUNDS)).skipBlank(values.get(SKIP_BLANK)).container(values.get(CONTAINER))
			.associatedImages(AssociatedOption.of(slide, values))
			.slide(slide, "scene " + PlaneOptions.sceneNumber(slide, values) + ", " + shown.part())
			.plane(shown.plane());
		values.get(BACKGROUND).ifPresent(options::background);
		return options;
	}

	/** How the mean of four pixels of a slide is rounded. */
	public static HalfSize halving(final Rounding rounding, final Slide slide) {
		return switch (rounding) {
			case VIPS -> BY_LIBVIPS_ITSELF.contains(slide.metadata().properties().getOrDefault(OPENSLIDE, ""))
				? HalfSize.TO_NEAREST
				: HalfSize.DOWN;
			case NEAREST -> HalfSize.TO_NEAREST;
			case DOWN -> HalfSize.DOWN;
		};
	}

	private static OptionalInt readQuality(final String text) {
		if (KEEP.equalsIgnoreCase(text.strip())) return OptionalInt.empty();
		if (!text.strip().matches("[1-9]\\d?|100")) throw new IllegalArgumentException("is not 1 to 100 or keep");
		return OptionalInt.of(Integer.parseInt(text.strip()));
	}

	private static String writeQuality(final OptionalInt quality) {
		return quality.isEmpty() ? KEEP : String.valueOf(quality.getAsInt());
	}

	private static OptionalInt readColour(final String text) {
		if (text.isBlank()) return OptionalInt.empty();
		final String digits = text.strip().replaceFirst("^#", "");
		if (!digits.matches("[0-9A-Fa-f]{6}"))
			throw new IllegalArgumentException("is not a colour as RRGGBB, for instance ffffff");
		return OptionalInt.of(Integer.parseInt(digits, 16));
	}

	private static String writeColour(final OptionalInt colour) {
		return colour.isEmpty() ? "" : String.format("%06x", colour.getAsInt());
	}
}
