package org.coverslip.annotation.ndpa;

import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Region;
import org.coverslip.geom.WholeUnits;
import org.coverslip.slide.PixelSize;

/**
 * Where level-0 pixels lie on the glass: in nanometres from its middle, to the right and down. A pixel p of W lies at
 * (p - W/2) of its widths from the middle of the image, which lies at the slide's XOffsetFromSlideCentre. Source:
 * ASAP's NDPARepository, and scripts of users.
 *
 * @param centreX
 *            of level 0, in pixels
 * @param centreY
 *            likewise
 * @param offsetX
 *            of that from the middle of the glass
 * @param offsetY
 *            likewise
 * @param sizeX
 *            of a pixel
 * @param sizeY
 *            likewise
 */
record GlassNanometres(double centreX, double centreY, double offsetX, double offsetY, double sizeX, double sizeY) {

	/**
	 * For a slide.
	 *
	 * @param file
	 *            of annotations, for the message
	 * @throws IllegalArgumentException
	 *             with one sentence, if no slide is known, or not where it lies
	 */
	static GlassNanometres of(final SlideFrame frame, final String file) {
		final String needs = file + " counts nanometres from the middle of the glass, which needs ";
		final Region size = frame.size().orElseThrow(() -> new IllegalArgumentException(
			needs + "its slide: name that with --slide, in a macro with slide="));
		final String slide = frame.name().orElse("the slide named with --slide");
		final PixelSize pixel = frame.pixelSize().orElseThrow(() -> new IllegalArgumentException(
			needs + "the size of a pixel, and " + slide + " does not tell it: name the NDPI file with --slide"));
		final SlideFrame.CentreOffset offset = frame.centreOffset().orElseThrow(() -> new IllegalArgumentException(
			needs + "the image's place on it, and " + slide + " does not tell it: name the NDPI file with --slide"));
		return new GlassNanometres(size.width() / 2.0, size.height() / 2.0, offset.xNm(), offset.yNm(),
			1000 * pixel.xUm(), 1000 * pixel.yUm());
	}

	double toPixelX(final double nm) {
		return (nm - offsetX) / sizeX + centreX;
	}

	double toPixelY(final double nm) {
		return (nm - offsetY) / sizeY + centreY;
	}

	Vertices toPixels(final Vertices nm) {
		return nm.scaledAndMoved(1 / sizeX, 1 / sizeY, centreX - offsetX / sizeX, centreY - offsetY / sizeY);
	}

	/** Whole nanometres. */
	long fromPixelX(final double pixel) {
		return WholeUnits.nearest((pixel - centreX) * sizeX + offsetX);
	}

	/** Whole nanometres. */
	long fromPixelY(final double pixel) {
		return WholeUnits.nearest((pixel - centreY) * sizeY + offsetY);
	}
}
