package org.coverslip.slide;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of units of length found in files of all formats and in users' calibrations.
 * <p>
 * Source: the type UnitsLength of the OME schema 2015-01 and later, whose names tell upper from lower case; the words
 * that ImageJ's users write; and how the Greek letter comes out where a program took one encoding for another.
 */
public final class LengthUnit {

	/** Micrometres in one unit. */
	private static final Map<String, Double> UNITS = Map.ofEntries(Map.entry("Ym", 1e30), Map.entry("Zm", 1e27),
		Map.entry("Em", 1e24), Map.entry("Pm", 1e21), Map.entry("Tm", 1e18), Map.entry("Gm", 1e15),
		Map.entry("Mm", 1e12),
		Map.entry("km", 1e9), Map.entry("hm", 1e8), Map.entry("dam", 1e7), Map.entry("m", 1e6), Map.entry("dm", 1e5),
		Map.entry("cm", 1e4), Map.entry("mm", 1e3), Map.entry("\u00b5m", 1.0), Map.entry("nm", 1e-3),
		Map.entry("pm", 1e-6),
		Map.entry("fm", 1e-9), Map.entry("am", 1e-12), Map.entry("zm", 1e-15), Map.entry("ym", 1e-18),
		Map.entry("\u00c5", 1e-4), Map.entry("thou", 25.4), Map.entry("li", 25400 / 12.0), Map.entry("in", 25400.0),
		Map.entry("ft", 304800.0), Map.entry("yd", 914400.0), Map.entry("mi", 1609344e3), Map.entry("pt", 25400 / 72.0),
		// not in the schema
		Map.entry("um", 1.0), Map.entry("\u00b5", 1.0), Map.entry("micron", 1.0), Map.entry("angstrom", 1e-4),
		Map.entry("nanometer", 1e-3), Map.entry("micrometer", 1.0), Map.entry("millimeter", 1e3),
		Map.entry("centimeter", 1e4),
		Map.entry("meter", 1e6), Map.entry("inch", 25400.0), Map.entry("inche", 25400.0), Map.entry("\"", 25400.0));

	/** A letter written as in Java's sources, as ImageJ writes those that are not ASCII. */
	private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

	/**
	 * Other letters for the micro sign: the Greek mu; both in UTF-8 taken for ISO 8859-1 or Windows-1252, or for GBK;
	 * and what stands for a letter that was lost.
	 */
	private static final Pattern MICRO =
		Pattern.compile("\u03bc|\u00c2\u00b5|\u00ce\u00bc|\u00ce\u0153|\u78cc|\u6e2d|\ufffd{1,2}(?=m$)|^\\?(?=m$)");

	private LengthUnit() {}

	/**
	 * The micrometres in one unit.
	 *
	 * @param unit
	 *            its name, or null
	 * @return empty for null, "pixel" and unknown units
	 */
	public static OptionalDouble micrometres(final String unit) {
		if (unit == null) return OptionalDouble.empty();
		final String escaped = ESCAPED.matcher(unit.strip())
			.replaceAll(
			match -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 16))));
		final String name = MICRO.matcher(escaped).replaceAll("\u00b5").replace('\u212b', '\u00c5');
		final Double exact = UNITS.get(name);
		final Double factor = exact != null ? exact : UNITS.get(word(name));
		return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
	}

	/** A word as it is listed: in lower case, American, in the singular. */
	private static String word(final String name) {
		final String singular = name.toLowerCase(Locale.ROOT).replaceFirst("(?<=..)s$", "");
		return singular.endsWith("metre") ? singular.replaceFirst("metre$", "meter") : singular;
	}
}
