package org.coverslip.option;

import java.io.File;

/** What is run on each tile that is no function, and how. */
public final class CodeOptions {

	public static final Option<File> MACRO = Option.of("macro", "Macro", OptionKind.file(), new File(""),
		"An ImageJ macro that is run on each tile instead of a function. It finds the tile as the active image; the "
			+ "one that is active at its end is the result.");

	public static final Option<File> SCRIPT = Option.of("script", "Script", OptionKind.file(), new File(""),
		"A script that is run on each tile instead, in a language of Fiji's; it finds the image as imp.");

	public static final Option<String> COMMAND = Option.of("command", "ImageJ command", OptionKind.text(), "",
		"A command of ImageJ's menus that is run on each tile instead, with what Options has, as in a macro.");

	public static final Option<Integer> HALO = Option.of("halo", "Halo", OptionKind.whole(0, 1 << 13), 32,
		"Pixels around a tile that a macro, script or command sees. Enough if no pixel of the result depends on others "
			+ "that are farther away.");

	public static final Option<Boolean> HYPERSTACK = Option.of("hyperstack", "All planes at once", OptionKind.flag(),
		false, "Gives a macro, script or command all channels, focal planes and time points of a tile as one "
			+ "hyperstack, instead of one plane after the other.").rare();

	public static final Option<Double> TIMEOUT = Option.of("timeout", "Time limit", OptionKind.decimal(0, 1_000_000),
		0.0, "Seconds that a macro, script or command may take for a tile; 0 for as long as it likes.").rare();

	/** What becomes of the others if a tile fails. */
	public enum OnError {
		/** All ends. */
		STOP,
		/** They go on, and the tile is left out. */
		SKIP
	}

	public static final Option<OnError> ON_ERROR = Option.of("onError", "If a tile fails",
		OptionKind.oneOf(OnError.values()), OnError.STOP,
		"stop to end there; skip to leave out the tile and go on, and to fail at the end.").rare();

	public static final Option<Integer> HEAP = Option.of("workerMemory", "Memory of a worker",
		OptionKind.whole(64, 1 << 20), 512, "Megabytes for each process that runs macros, scripts or commands.").rare();

	public static final Option<Shard> SHARD = Option.of("shard", "Shard",
		OptionKind.of("I/N", Shard::parse, Shard::toString), Shard.ALL,
		"This process does the tiles of one of N parts: 1/N to N/N, each by a process of its own, on one machine or "
			+ "several that see the result's folder. The last one writes the result.").rare();

	/** All of them. */
	public static final OptionTable ALL =
		OptionTable.of(MACRO, SCRIPT, COMMAND, HALO, HYPERSTACK, TIMEOUT, ON_ERROR, HEAP, SHARD);

	/** Of what runs it once. */
	public static final OptionTable OF_PREVIEW =
		OptionTable.of(MACRO, SCRIPT, COMMAND, HALO, HYPERSTACK, TIMEOUT, HEAP);

	private CodeOptions() {}

	/** Whether one of them says what is run. */
	public static boolean isCode(final OptionValues values) {
		return isGiven(values.get(MACRO)) || isGiven(values.get(SCRIPT)) || !values.get(COMMAND).isBlank();
	}

	/** Whether a file was named. */
	public static boolean isGiven(final File file) {
		return !file.getPath().isEmpty();
	}

	/**
	 * One of several parts of all tiles.
	 *
	 * @param number
	 *            from 1
	 * @param of
	 *            how many there are
	 */
	public record Shard(int number, int of) {

		public static final Shard ALL = new Shard(1, 1);

		public Shard {
			if (of < 1 || number < 1 || number > of)
				throw new IllegalArgumentException("has no part " + number + " of " + of);
		}

		static Shard parse(final String text) {
			if (!text.strip().matches("\\d{1,6}/\\d{1,6}"))
				throw new IllegalArgumentException("is no part of several, as 1/4 is");
			final String[] numbers = text.strip().split("/");
			return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
		}

		/** Whether a tile is of this part. */
		public boolean has(final long tile) {
			return tile % of == number - 1;
		}

		@Override
		public String toString() {
			return number + "/" + of;
		}
	}
}
