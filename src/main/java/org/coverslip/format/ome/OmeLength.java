package org.coverslip.format.ome;

import java.util.Map;
import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;

/**
 * Lengths in OME-XML, in micrometres.
 * <p>
 * Source: the type UnitsLength of the OME schema 2015-01 and later; before, all lengths were in micrometres. "pixel" and
 * "reference frame" are no lengths. Besides the schema's names, those are understood that writers are known to use.
 */
final class OmeLength {

	/** Micrometres in one unit. */
	private static final Map<String, Double> UNITS = Map.ofEntries(Map.entry("Ym", 1e30), Map.entry("Zm", 1e27),
		Map.entry("Em", 1e24), Map.entry("Pm", 1e21), Map.entry("Tm", 1e18), Map.entry("Gm", 1e15), Map.entry("Mm", 1e12),
		Map.entry("km", 1e9), Map.entry("hm", 1e8), Map.entry("dam", 1e7), Map.entry("m", 1e6), Map.entry("dm", 1e5),
		Map.entry("cm", 1e4), Map.entry("mm", 1e3), Map.entry("µm", 1.0), Map.entry("nm", 1e-3), Map.entry("pm", 1e-6),
		Map.entry("fm", 1e-9), Map.entry("am", 1e-12), Map.entry("zm", 1e-15), Map.entry("ym", 1e-18),
		Map.entry("\u00c5", 1e-4), Map.entry("thou", 25.4), Map.entry("li", 25400 / 12.0), Map.entry("in", 25400.0),
		Map.entry("ft", 304800.0), Map.entry("yd", 914400.0), Map.entry("mi", 1609344e3), Map.entry("pt", 25400 / 72.0),
		// not in the schema: a Greek mu, an Ångström sign, words
		Map.entry("\u03bcm", 1.0), Map.entry("um", 1.0), Map.entry("micron", 1.0), Map.entry("microns", 1.0),
		Map.entry("micrometer", 1.0), Map.entry("micrometre", 1.0), Map.entry("\u212b", 1e-4), Map.entry("angstrom", 1e-4),
		Map.entry("nanometer", 1e-3), Map.entry("millimeter", 1e3), Map.entry("centimeter", 1e4), Map.entry("meter", 1e6),
		Map.entry("inch", 25400.0));

	private OmeLength() {}

	/**
	 * @param value
	 *            an attribute's text, or null
	 * @param unit
	 *            its unit's text, or null, which means micrometres
	 * @return empty if there is no number, or the unit is no length or unknown
	 */
	static OptionalDouble micrometres(final String value, final String unit) {
		final Double factor = unit == null || unit.isBlank() ? Double.valueOf(1) : UNITS.get(unit.strip());
		final OptionalDouble number = OpenSlideProperties.parseDouble(value);
		return factor == null || number.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number.getAsDouble() * factor);
	}
}
