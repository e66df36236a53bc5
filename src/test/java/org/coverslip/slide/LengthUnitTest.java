package org.coverslip.slide;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.Test;

public class LengthUnitTest {

	private static void assertUnit(final double um, final String... names) {
		for (final String name : names)
			assertEquals(name, OptionalDouble.of(um), LengthUnit.micrometres(name));
	}

	@Test
	public void micrometresInAnySpelling() {
		assertUnit(1, "\u00b5m", "\u03bcm", "um", "UM", "micron", "microns", "Microns", "micrometer", "Micrometres",
			"\u00b5", " \u00b5m ");
		assertUnit(1, "\\u00B5m", "\\u00b5m", "\\u03BCm");
		assertUnit(1, "\u00c2\u00b5m", "\u00ce\u00bcm", "\u00ce\u0153m", "\u78ccm", "\u6e2dm", "\ufffdm",
			"\ufffd\ufffdm", "?m");
	}

	@Test
	public void otherLengths() {
		assertUnit(1e-3, "nm", "nanometers");
		assertUnit(1e3, "mm", "MM", "millimetre");
		assertUnit(1e4, "cm", "centimeter");
		assertUnit(1e6, "m", "meters", "Metre");
		assertUnit(25400, "inch", "inches", "in", "Inch", "\"");
		assertUnit(1e-4, "\u00c5", "\u212b", "angstrom", "Angstroms");
		assertUnit(1e12, "Mm");
		assertUnit(1e-6, "pm");
		assertUnit(1e21, "Pm");
	}

	@Test
	public void noLengths() {
		for (final String name : List.of("", " ", "pixel", "pixels", "s", "reference frame", "?", "\\u12",
			"micro meter"))
			assertEquals(name, OptionalDouble.empty(), LengthUnit.micrometres(name));
		assertEquals(OptionalDouble.empty(), LengthUnit.micrometres(null));
	}
}
