package org.coverslip.format.metamorph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What MetaMorph's own tags say about a stack.
 * <p>
 * Tag 33629 has one value per plane, which stands for six 32-bit numbers: the distance in z as a fraction, then dates
 * and times. Tag 33630 has each plane's wavelength as a fraction. Tag 33628 has pairs of a number and either a value or
 * its position: 3 says whether there is a calibration, 4 and 5 give the pixel size as fractions, 6 its unit, a text
 * preceded by its length. Source: "MetaMorph Stack (STK) Image File Format", Molecular Devices.
 *
 * @param axes
 *            of the planes
 * @param pixelSize
 *            if the stack is calibrated
 * @param pixelSizeZ
 *            micrometres, if the planes differ in z
 */
record StackTags(PlaneAxes axes, Optional<PixelSize> pixelSize, OptionalDouble pixelSizeZ) {

	static final int UIC1 = 33628;
	static final int UIC2 = 33629;
	static final int UIC3 = 33630;
	private static final int SPATIAL_CALIBRATION = 3;
	private static final int X_CALIBRATION = 4;
	private static final int Y_CALIBRATION = 5;
	private static final int CALIBRATION_UNITS = 6;
	private static final int TYPE_LONG = 4;
	private static final int MOST_PLANES = 1 << 20;
	private static final int MOST_PAIRS = 1 << 12;
	private static final int LONGEST_UNIT = 64;

	static StackTags of(final TiffFile tiff) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final long planes = first.count(UIC2);
		if (planes < 1 || planes > MOST_PLANES)
			throw new SlideFormatException(tiff.file(), first.offset(),
				"1 to " + MOST_PLANES + " planes in tag " + UIC2, planes + "");
		final ByteBuffer perPlane = read(tiff, first.field(UIC2).offset(), (int) planes * 24);
		double z = 0;
		int inZ = 0;
		for (int i = 0; i < planes; i++) {
			final double distance = fraction(perPlane, 24 * i);
			if (distance > 0 && distance < Double.POSITIVE_INFINITY) {
				inZ++;
				if (z == 0 || i == 1) z = distance;
			}
		}
		final boolean isZ = 2 * inZ > planes;
		final char letter = isZ ? 'Z' : differInWavelength(tiff, first, (int) planes) ? 'C' : 'T';
		return new StackTags(PlaneAxes.of(letter, (int) planes), pixelSize(tiff, first),
			isZ && PixelSize.isValid(z) ? OptionalDouble.of(z) : OptionalDouble.empty());
	}

	/** Whether each plane has a wavelength of its own. */
	private static boolean differInWavelength(final TiffFile tiff, final Ifd first, final int planes)
		throws IOException {
		if (planes < 2 || first.count(UIC3) != planes) return false;
		final ByteBuffer wavelengths = read(tiff, first.field(UIC3).offset(), planes * 8);
		final Set<Double> distinct = new HashSet<>();
		for (int i = 0; i < planes; i++)
			distinct.add(fraction(wavelengths, 8 * i));
		return distinct.size() == planes;
	}

	private static Optional<PixelSize> pixelSize(final TiffFile tiff, final Ifd first) throws IOException {
		final long count = first.count(UIC1);
		if (count < 2 || count > MOST_PAIRS || first.field(UIC1).type() != TYPE_LONG) return Optional.empty();
		final long at = first.field(UIC1).offset();
		final ByteSource source = tiff.source();
		if (at > source.size() - 8 * count) return Optional.empty();
		final ByteBuffer pairs = read(tiff, at, (int) count * 8);
		boolean calibrated = true;
		double x = Double.NaN;
		double y = Double.NaN;
		double um = Double.NaN;
		for (int i = 0; i < count; i++) {
			final long value = pairs.getInt(8 * i + 4) & 0xffffffffL;
			final boolean inside = value >= 8 && value <= source.size() - 8;
			switch (pairs.getInt(8 * i)) {
				case SPATIAL_CALIBRATION -> calibrated = value != 0;
				case X_CALIBRATION -> x = inside ? fraction(read(tiff, value, 8), 0) : x;
				case Y_CALIBRATION -> y = inside ? fraction(read(tiff, value, 8), 0) : y;
				case CALIBRATION_UNITS -> um = inside ? unit(tiff, value) : um;
				default -> {} // contrast, thresholds, names
			}
		}
		return calibrated && PixelSize.isValid(x * um) && PixelSize.isValid(y * um)
			? Optional.of(new PixelSize(x * um, y * um))
			: Optional.empty();
	}

	private static double unit(final TiffFile tiff, final long at) throws IOException {
		final int length = read(tiff, at, 4).getInt(0);
		if (length < 1 || length > LONGEST_UNIT || at + 4 + length > tiff.source().size()) return Double.NaN;
		final String unit = new String(tiff.source().readFully(at + 4, length), StandardCharsets.ISO_8859_1)
			.split("\0", 2)[0];
		return LengthUnit.micrometres(unit).orElse(Double.NaN);
	}

	private static double fraction(final ByteBuffer in, final int at) {
		return (double) (in.getInt(at) & 0xffffffffL) / (in.getInt(at + 4) & 0xffffffffL);
	}

	private static ByteBuffer read(final TiffFile tiff, final long at, final int length) throws IOException {
		if (at < 0 || at > tiff.source().size() - length)
			throw new SlideFormatException(tiff.file(), at, length + " bytes of MetaMorph's tags",
				"the end of the file");
		return ByteBuffer.wrap(tiff.source().readFully(at, length)).order(tiff.byteOrder());
	}
}
