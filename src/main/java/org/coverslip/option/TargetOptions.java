package org.coverslip.option;

/** What becomes of a file that is there already under the name of the one to be written. */
public final class TargetOptions {

	public static final Option<Boolean> OVERWRITE = Option.of("overwrite", "Overwrite", OptionKind.flag(), false,
		"Replaces a file of this name when the new one is complete; without it, it is refused to do so.");

	private TargetOptions() {}
}
