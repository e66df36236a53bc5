package org.coverslip.option;

import java.util.Map;
import java.util.Optional;

import org.coverslip.export.tiles.TileOptions;
import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/** How a scene is cut into image files. */
public final class TilingOptions {

	private static final OptionKind<Integer> SIDE = OptionKind.whole(1, Integer.MAX_VALUE);

	public static final Option<Integer> WIDTH =
		Option.of("width", "Width", SIDE, 3000, "Width of a tile in pixels.");

	public static final Option<Integer> HEIGHT =
		Option.of("height", "Height", SIDE, 3000, "Height of a tile in pixels.");

	public static final Option<Integer> OVERLAP = Option.of("overlap", "Overlap",
		OptionKind.whole(0, Integer.MAX_VALUE), 0, "Columns, and rows, that neighbours share.").rare();

	public static final Option<Integer> RANDOM = Option.of("random", "Random tiles",
		OptionKind.whole(0, 10_000_000), 0,
		"So many tiles at random places instead of columns and rows, as for training; 0 for columns and rows.").rare();

	public static final Option<Integer> SEED = Option.of("seed", "Seed", OptionKind.whole(0, Integer.MAX_VALUE), 0,
		"Of the random numbers: the same places are drawn for the same seed.").rare();

	public static final Option<TileOptions.Format> FORMAT = Option.of("format", "Format",
		OptionKind.oneOf(TileOptions.Format.values()), TileOptions.Format.PNG,
		"The kind of file: jpg of quality 90, png without loss, tif without compression.");

	public static final Option<TileOptions.Edge> EDGE = Option.of("edge", "Edge tiles",
		OptionKind.oneOf(TileOptions.Edge.values()), TileOptions.Edge.KEEP,
		"What becomes of tiles that reach over the edge: smaller, left out, or filled up with background.").rare();

	public static final Option<LeftOut> LEAVE_OUT = Option.of("leaveOut", "Leave out",
		OptionKind.oneOf(LeftOut.values())
			.formerly(Map.of("none", "nothing", "notBlank", "blank", "auto", "withoutTissue")),
		LeftOut.NOTHING,
		"Which tiles are not written: none at all, those of one constant grey value, or those with little tissue.")
		.formerly("tissue");

	public static final Option<Double> MIN_TISSUE = Option.of("minTissue", "Least tissue", OptionKind.decimal(0, 1),
		0.05, "The part of a tile, 0 to 1, that must be tissue if \"withoutTissue\" is to keep it.").rare();

	public static final Option<String> NAME = Option.of("name", "Names", OptionKind.text(), "",
		"The files' names, in which {col}, {row}, {x0} and {y0} stand for the tile's column, row and level-0 place, "
			+ "and {number} for a random tile's number; unless given, {col}_{row}, or for random tiles {x0}_{y0}.")
		.rare();

	public static final Option<Boolean> COMPOSITE =
		Option.of("composite", "All channels in colours", OptionKind.flag(), false,
			"Adds up all channels in their colours and ranges, as 8-bit RGB, instead of writing one as it was "
			+ "measured.").rare();

	public static final OptionTable ALL = OptionTable.of(PlaneOptions.SCENE, WIDTH, HEIGHT, OVERLAP, RANDOM, SEED)
		.and(ScaleOptions.OF_IMAGE).and(RegionOptions.REGION, FORMAT, EDGE, LEAVE_OUT, MIN_TISSUE, NAME)
		.and(PlaneOptions.CHANNEL, COMPOSITE, PlaneOptions.Z, PlaneOptions.T).and(MaskOptions.ALL)
		.and(TargetOptions.OVERWRITE);

	/** For tiles of a crop, whose region and scale are said elsewhere. */
	public static final OptionTable OF_CROP =
		OptionTable.of(WIDTH.otherwise(512), HEIGHT.otherwise(512), FORMAT, COMPOSITE);

	private TilingOptions() {}

	/** The exporter's options for tiles of a plane of a crop, by {@link #OF_CROP}. */
	public static TileOptions.Builder ofCrop(final OptionValues values, final Plane plane) {
		return TileOptions.builder().tiles(values.get(WIDTH), values.get(HEIGHT), 0).format(values.get(FORMAT))
			.plane(plane.channel(), plane.z(), plane.t()).composite(values.get(COMPOSITE));
	}

	/**
	 * The exporter's options.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if the values do not go together
	 */
	public static TileOptions of(final Scene scene, final OptionValues values) {
		return builder(scene, values).build();
	}

	/** The exporter's options, to which others are added. */
	public static TileOptions.Builder builder(final Scene scene, final OptionValues values) {
		final TileOptions.Builder options = TileOptions.builder().scale(ScaleOptions.of(values))
			.tiles(values.get(WIDTH), values.get(HEIGHT), values.get(OVERLAP)).format(values.get(FORMAT))
			.edge(values.get(EDGE)).leaveOut(values.get(LEAVE_OUT))
			.minTissue(values.get(MIN_TISSUE))
			.plane(values.get(PlaneOptions.CHANNEL), scene.focalPlane(values.get(PlaneOptions.Z)),
				values.get(PlaneOptions.T))
			.composite(values.get(COMPOSITE)).mask(MaskOptions.of(values));
		final Region region = RegionOptions.of(scene, values);
		if (RegionOptions.isGiven(values)) options.region(region);
		if (!values.get(NAME).isEmpty()) options.name(values.get(NAME));
		if (values.get(RANDOM) > 0)
			options.random(Optional.of(new TileOptions.RandomTiles(values.get(RANDOM), values.get(SEED))));
		return options;
	}
}
