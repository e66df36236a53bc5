package org.coverslip.option;

/** What of a slide is processed, and how the work is done. */
public final class ProcessOptions {

	public static final Option<Boolean> GRAY = Option.of("gray", "Grey values", OptionKind.flag(), false,
		"Takes the mean of red, green and blue instead of colours.");

	public static final Option<Integer> TILE = Option.of("tile", "Tile", OptionKind.whole(64, 1 << 14), 1024,
		"Side of the tiles in which the slide is processed, in pixels of the scale that is processed.").rare();

	public static final Option<Integer> WORKERS = Option.of("workers", "Workers", OptionKind.whole(0, 1024), 0,
		"How many tiles are processed at once; 0 for as many as the machine has cores.").rare();

	/** Which channels, focal plane and time. */
	public static final OptionTable PLANES =
		OptionTable.of(PlaneOptions.CHANNEL_OR_ALL.help("Number of the channel; -1 for all, each for itself."),
			PlaneOptions.Z, PlaneOptions.T);

	private ProcessOptions() {}
}
