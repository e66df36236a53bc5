package org.coverslip.export.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.dicom.DicomItem;
import org.coverslip.geom.Region;
import org.coverslip.slide.PixelSize;

/**
 * Where an image lies on its slide (PS3.3, C.8.12.2.1), in millimetres.
 *
 * @param x
 *            of its first pixel's corner
 * @param y
 *            likewise
 * @param orientation
 *            where its rows point, then its columns: x, y, z of each
 */
record SlidePlace(double x, double y, List<Double> orientation) {

	private static final String ORIGIN = "dicom.TotalPixelMatrixOriginSequence[0].";
	/** Rows run up along the slide, as scanners' files have it. */
	private static final List<Double> UPRIGHT = List.of(0.0, -1.0, 0.0, -1.0, 0.0, 0.0);

	/** Where a slide in DICOM says that it lies; empty where it does not say it. */
	static Optional<SlidePlace> of(final Map<String, String> properties) {
		try {
			final List<Double> orientation = new ArrayList<>();
			for (int i = 0; i < 6; i++)
				orientation.add(Double.valueOf(properties.getOrDefault("dicom.ImageOrientationSlide[" + i + "]", "")));
			return Optional.of(new SlidePlace(
				Double.parseDouble(properties.getOrDefault(ORIGIN + "XOffsetInSlideCoordinateSystem", "")),
				Double.parseDouble(properties.getOrDefault(ORIGIN + "YOffsetInSlideCoordinateSystem", "")),
				orientation));
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	/** Of an image of which nothing is known: its last pixel is at the corner from which is counted. */
	static SlidePlace unknown(final long width, final long height, final PixelSize size) {
		return new SlidePlace(height * size.yUm() / 1000, width * size.xUm() / 1000, UPRIGHT);
	}

	/** The place of a part of the image. */
	SlidePlace of(final Region part, final PixelSize size) {
		final double right = part.x() * size.xUm() / 1000;
		final double down = part.y() * size.yUm() / 1000;
		return new SlidePlace(x + right * orientation.get(0) + down * orientation.get(3),
			y + right * orientation.get(1) + down * orientation.get(4), orientation);
	}

	void putInto(final DicomItem item) {
		item.put("TotalPixelMatrixOriginSequence",
			List.of(new DicomItem().put("XOffsetInSlideCoordinateSystem", x).put("YOffsetInSlideCoordinateSystem", y)));
		item.put("ImageOrientationSlide", orientation.toArray());
	}
}
