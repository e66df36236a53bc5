package org.coverslip.annotation;

import java.util.Map;
import java.util.Optional;

import org.coverslip.slide.PixelSize;

/**
 * Where the pixels of a DICOM image lie in the slide coordinate system, whose unit is millimetres. Source: PS3.3
 * C.8.12.2.1.1 and C.7.6.21: the origin is the middle of the first pixel. Immutable.
 *
 * @param instance
 *            the image's SOP instance UID, or ""
 * @param originX
 *            of the first pixel's middle
 * @param originY
 *            likewise
 * @param columnX
 *            by how much x grows from column to column
 * @param columnY
 *            y likewise
 * @param rowX
 *            by how much x grows from row to row
 * @param rowY
 *            y likewise
 */
public record DicomPlace(String instance, double originX, double originY, double columnX, double columnY, double rowX,
	double rowY)
{

	private static final double UM_PER_MM = 1000;
	private static final String ORIGIN = "dicom.TotalPixelMatrixOriginSequence[0].";

	/**
	 * That of a slide.
	 *
	 * @param properties
	 *            the slide's
	 * @param size
	 *            of a pixel of level 0
	 * @return empty if it is none of DICOM, or does not say
	 */
	static Optional<DicomPlace> of(final Map<String, String> properties, final PixelSize size) {
		try {
			final double[] orientation = new double[6];
			for (int i = 0; i < orientation.length; i++)
				orientation[i] = number(properties, "dicom.ImageOrientationSlide[" + i + "]");
			final double width = size.xUm() / UM_PER_MM;
			final double height = size.yUm() / UM_PER_MM;
			final DicomPlace place = new DicomPlace(properties.getOrDefault("dicom.SOPInstanceUID", ""),
				number(properties, ORIGIN + "XOffsetInSlideCoordinateSystem"),
				number(properties, ORIGIN + "YOffsetInSlideCoordinateSystem"), orientation[0] * width,
				orientation[1] * width, orientation[3] * height, orientation[4] * height);
			return Math.abs(place.determinant()) > 0 ? Optional.of(place) : Optional.empty();
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	private static double number(final Map<String, String> properties, final String name) {
		return Double.parseDouble(properties.getOrDefault(name, ""));
	}

	private double determinant() {
		return columnX * rowY - rowX * columnY;
	}

	/** In level-0 pixels, of which the first's corner is 0, the x of a place in millimetres. */
	public double pixelX(final double xMm, final double yMm) {
		return ((xMm - originX) * rowY - (yMm - originY) * rowX) / determinant() + 0.5;
	}

	/** The y, likewise. */
	public double pixelY(final double xMm, final double yMm) {
		return ((yMm - originY) * columnX - (xMm - originX) * columnY) / determinant() + 0.5;
	}
}
