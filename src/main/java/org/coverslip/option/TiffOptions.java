package org.coverslip.option;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.slide.Slide;

/** How a pyramidal TIFF is written. */
public final class TiffOptions {

	public static final Option<Compression> COMPRESSION = Option.of("compression", "Compression",
		OptionKind.oneOf(Compression.all(), Compression::word),
		Compression.LZW, "How tiles are compressed; keep copies the slide's own tiles without decoding them, auto is "
			+ "jpeg for 8-bit RGB and lzw for all else.");

	public static final Option<Integer> QUALITY = Option.of("quality", "Quality", OptionKind.whole(1, 100), 90,
		"Quality of JPEG and JPEG 2000, 1 to 100.");

	public static final Option<Integer> TILE_SIZE = Option.of("tileSize", "Tile size",
		OptionKind.multiple(16, 16, PyramidTiffOptions.LARGEST_TILE), 256,
		"Side of a tile in pixels, a multiple of 16.").rare();

	public static final Option<Dialect> DIALECT = Option.of("dialect", "Dialect", OptionKind.oneOf(Dialect.values()),
		Dialect.UNIVERSAL,
		"For which programs: universal for all but ASAP, plain for ASAP too, ome for Bio-Formats and QuPath.").rare();

	public static final Option<LevelRule> LEVELS = Option.of("levels", "Levels", OptionKind.oneOf(LevelRule.values()),
		LevelRule.AUTO, "What a pixel of a smaller level is of the four it stands for; auto is mode for masks and "
			+ "labels, else mean.").rare();

	public static final Option<Boolean> ALIGN = Option.of("align", "Widen to whole tiles", OptionKind.flag(), false,
		"Widens the region to the slide's tiles, so that compression=keep copies all of them.").rare();

	/** For what is written from a slide. */
	public static final OptionTable OF_SLIDE =
		OptionTable.of(COMPRESSION, QUALITY, TILE_SIZE, DIALECT, LEVELS, AssociatedOption.ASSOCIATED, ALIGN,
			TargetOptions.OVERWRITE);

	/** For a part of a slide, with which nothing is carried along unless that is asked for. */
	public static final OptionTable OF_CROP = OF_SLIDE.with(AssociatedOption.ASSOCIATED.otherwise("none"));

	/** For an image that may show a slide, but whose pixels are not copied from it. */
	public static final OptionTable OF_IMAGE = OF_CROP.without(ALIGN.key())
		.with(COMPRESSION.kind(OptionKind.oneOf(Compression.encoding(), Compression::word))
		.help("How tiles are compressed; auto is jpeg for 8-bit RGB and lzw for all else."));

	private TiffOptions() {}

	/** The writer's options, but for what is carried along. */
	public static PyramidTiffOptions.Builder of(final OptionValues values) {
		return PyramidTiffOptions.builder().compression(values.get(COMPRESSION)).quality(values.get(QUALITY))
			.tileSize(values.get(TILE_SIZE)).dialect(values.get(DIALECT)).levels(values.get(LEVELS))
			.align(values.get(ALIGN));
	}

	/**
	 * The writer's options, with what is carried along from a slide, which must stay open until the file is written.
	 *
	 * @throws IllegalArgumentException
	 *             if the slide has no associated image of such a name
	 */
	public static PyramidTiffOptions.Builder of(final OptionValues values, final Slide slide) {
		return of(values).associatedImages(AssociatedOption.of(slide, values))
			.iccProfile(slide.metadata().iccProfile());
	}
}
