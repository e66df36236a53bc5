package org.coverslip.format.olympus;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unit of a length as written in a .vsi: a power of ten and metres, {@code 10^-6m^1} (seen in the files of
 * slideio's tutorial).
 */
final class PowerOfMetre {

	private static final Pattern METRES = Pattern.compile("10\\^([+-]?\\d{1,2})\\s*m(\\^1)?");
	/** Micrometres: a metre has ten to this power of them. */
	static final int MICRO = 6;
	/** Nanometres: a metre has ten to this power of them. */
	static final int NANO = 9;

	private PowerOfMetre() {}

	/**
	 * How many micrometres or nanometres one unit is; empty if it is not a unit of length.
	 *
	 * @param power
	 *            {@link #MICRO} or {@link #NANO}
	 */
	static OptionalDouble in(final int power, final String unit) {
		final Matcher matcher = METRES.matcher(unit);
		return matcher.matches() ? OptionalDouble.of(Math.pow(10, Integer.parseInt(matcher.group(1)) + power))
			: OptionalDouble.empty();
	}
}
