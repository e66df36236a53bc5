package org.coverslip.process;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;

/** What the functions ask that take one value of those around. */
final class RankOptions {

	static final Option<Double> RADIUS = Option.required("radius", "Radius", OptionKind.decimal(0.5, 100),
		"Radius of the disc in pixels of the scale that is processed, as of ImageJ's command.");

	private RankOptions() {}
}
