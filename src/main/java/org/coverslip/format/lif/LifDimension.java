package org.coverslip.format.lif;

import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.XmlElement;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;

/**
 * One axis of an image as it is stored. Source of the axes' numbers: documentation of liffile 2025.9.28 and
 * Bio-Formats' LIFReader 8.0; 1, 2, 3, 4, 5, 9 and 10 seen in real files.
 *
 * @param axis
 *            one of the numbers below, or any other one
 * @param count
 *            elements, &gt; 0
 * @param stride
 *            bytes from one element to the next, &gt; 0 unless there is only one
 * @param origin
 *            place of the first element in the unit
 * @param length
 *            from the first element to the last in the unit; may be negative
 * @param unit
 *            e.g. "m" or "s"
 */
record LifDimension(int axis, int count, long stride, double origin, double length, String unit) {

	static final int X = 1;
	static final int Y = 2;
	static final int Z = 3;
	static final int T = 4;
	/** Wavelengths of the emission. */
	static final int EMISSION = 5;
	/** Wavelengths of the excitation. */
	static final int EXCITATION = 9;
	/** Places of the stage. */
	static final int MOSAIC = 10;

	/**
	 * Reads a {@code DimensionDescription}.
	 *
	 * @throws SlideFormatException
	 *             if a number is missing or impossible
	 */
	static LifDimension parse(final XmlElement element) throws SlideFormatException {
		final int axis = (int) element.number("DimID", 0, Integer.MAX_VALUE);
		final int count = (int) element.number("NumberOfElements", 1, Integer.MAX_VALUE);
		final long stride = element.number("BytesInc", count > 1 ? 1 : 0, Long.MAX_VALUE, 0);
		if (count > 1 && stride == 0)
			throw element.unexpected("the bytes between the elements of an axis (BytesInc)", "none");
		if (element.number("BitInc", Long.MIN_VALUE, Long.MAX_VALUE, 0) != 0)
			throw element.unexpected("elements that begin with a byte (BitInc 0)",
				element.attribute("BitInc").orElse(""));
		return new LifDimension(axis, count, stride, decimal(element, "Origin"), decimal(element, "Length"),
			element.attribute("Unit").orElse("").strip());
	}

	private static double decimal(final XmlElement element, final String name) {
		return OpenSlideProperties.parseDouble(element.attribute(name).orElse(null)).orElse(0);
	}

	boolean isWavelength() {
		return axis == EMISSION || axis == EXCITATION;
	}

	/**
	 * Micrometres between neighbouring elements, &gt; 0; empty if there is only one, or the axis is not one in space.
	 * <p>
	 * The length is that from the centre of the first element to that of the last. Source: documentation of liffile;
	 * Bio-Formats' pull request 2625, written at Leica; and LAS X joins tiles that are exactly a length apart so that
	 * they overlap by one pixel (AllenCellModeling/aicsimageio, pull request 212).
	 */
	OptionalDouble stepUm() {
		final double um = Math.abs(step()) * unitUm();
		return PixelSize.isValid(um) ? OptionalDouble.of(um) : OptionalDouble.empty();
	}

	private double step() {
		return count > 1 ? length / (count - 1) : 0;
	}

	/** Micrometres in the unit, or 0 if it is not a unit of length. */
	private double unitUm() {
		return LengthUnit.micrometres(unit).orElse(0);
	}

	/** The wavelength of an element in nanometres; empty if the file does not state it. */
	OptionalDouble nanometres(final int element) {
		final double nm = (origin + element * step()) * unitUm() * 1000;
		return PixelSize.isValid(nm) ? OptionalDouble.of(nm) : OptionalDouble.empty();
	}
}
