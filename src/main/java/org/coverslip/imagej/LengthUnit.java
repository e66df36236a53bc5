package org.coverslip.imagej;

import java.util.Locale;
import java.util.OptionalDouble;

/** The units of length that people write into an ImageJ calibration. */
public final class LengthUnit {

	private LengthUnit() {}

	/** The micrometres in one unit; empty for "pixel" and for what is no unit of length. */
	public static OptionalDouble micrometres(final String unit) {
		if (unit == null) return OptionalDouble.empty();
		return switch (unit.trim().toLowerCase(Locale.ROOT)) {
			case "nm", "nanometer", "nanometers", "nanometre", "nanometres" -> OptionalDouble.of(1e-3);
			case "micron", "microns", "um", "\u00b5m", "\u03bcm", "\u00b5", "micrometer", "micrometers", "micrometre", "micrometres" ->
				OptionalDouble.of(1);
			case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> OptionalDouble.of(1e3);
			case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> OptionalDouble.of(1e4);
			case "m", "meter", "meters", "metre", "metres" -> OptionalDouble.of(1e6);
			case "inch", "inches", "in", "\"" -> OptionalDouble.of(25400);
			default -> OptionalDouble.empty();
		};
	}
}
