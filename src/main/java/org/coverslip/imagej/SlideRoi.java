package org.coverslip.imagej;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

import org.coverslip.geom.Region;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;

/**
 * Takes regions of interest from an image of a slide to the slide's level-0 pixels and back. Immutable.
 * <p>
 * Rectangles, ovals, polygons, lines, points and composites keep their kind; ellipses, rotated rectangles, traced
 * outlines and fitted splines become polygons of the same points; text and images, their bounds. Name, colours and
 * group are kept. ImageJ counts the corners of areas from pixel corners, but lines and points from pixel centres; both
 * are taken to the same place on the slide.
 */
public final class SlideRoi {

	private final SlideProvenance place;
	private final Region size;

	private SlideRoi(final SlideProvenance place, final Region size) {
		this.place = place;
		this.size = size;
	}

	/**
	 * For regions on an image.
	 *
	 * @throws IllegalArgumentException
	 *             if the image does not come from a slide, or was changed so that its place there is not known
	 */
	public static SlideRoi on(final ImagePlus image) {
		final Optional<SlideProvenance> place = SlideProvenance.of(image);
		return new SlideRoi(place.orElseThrow(() -> new IllegalArgumentException("the image \"" + image.getTitle()
			+ "\" does not say which part of which slide it shows; open the slide with Coverslip and draw on that "
			+ "image")),
			Region.ofSize(image.getWidth(), image.getHeight()));
	}

	/** Where the image comes from. */
	public SlideProvenance place() {
		return place;
	}

	/**
	 * The smallest level-0 region that holds the bounds of a region of interest; of null, what the whole image shows.
	 */
	public Region region0(final Roi roi) {
		if (roi == null) return region0(0, 0, size.width(), size.height());
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		final double shift = isLineOrPoint(roi) ? 0.5 : 0;
		return region0(bounds.x + shift, bounds.y + shift, bounds.width, bounds.height);
	}

	private Region region0(final double x, final double y, final double width, final double height) {
		final double x0 = place.x0() + x * place.downsampleX();
		final double y0 = place.y0() + y * place.downsampleY();
		return Region.covering(x0, y0, x0 + width * place.downsampleX(), y0 + height * place.downsampleY());
	}

	/** A region of interest on the image, in level-0 pixels; a new object without an image or a place in a stack. */
	public Roi toSlide(final Roi roi) {
		return map(roi, place.downsampleX(), place.downsampleY(), place.x0(), place.y0());
	}

	/** A region of interest in level-0 pixels, on the image; a new object. */
	public Roi fromSlide(final Roi roi0) {
		return map(roi0, 1 / place.downsampleX(), 1 / place.downsampleY(), -place.x0() / place.downsampleX(),
			-place.y0() / place.downsampleY());
	}

	/** A level-0 region as a rectangle on the image, not rounded. */
	public Roi fromSlide(final Region region0) {
		return fromSlide(new Roi((double) region0.x(), region0.y(), region0.width(), region0.height()));
	}

	private static Roi map(final Roi roi, final double scaleX, final double scaleY, final double shiftX,
		final double shiftY) {
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		final Roi mapped = switch (roi.getType()) {
			case Roi.RECTANGLE ->
				rounded(new Roi(bounds.x * scaleX + shiftX, bounds.y * scaleY + shiftY, bounds.width * scaleX,
				bounds.height * scaleY), roi.getCornerDiameter() * scaleX);
			case Roi.OVAL -> new OvalRoi(bounds.x * scaleX + shiftX, bounds.y * scaleY + shiftY, bounds.width * scaleX,
				bounds.height * scaleY);
			case Roi.COMPOSITE -> composite((ShapeRoi) roi, new AffineTransform(scaleX, 0, 0, scaleY, shiftX, shiftY));
			case Roi.LINE -> line((Line) roi, scaleX, scaleY, shiftX, shiftY);
			case Roi.POINT -> new PointRoi(points(roi, scaleX, scaleY, shiftX, shiftY));
			case Roi.TRACED_ROI -> new PolygonRoi(points(roi, scaleX, scaleY, shiftX, shiftY), Roi.POLYGON);
			default -> new PolygonRoi(points(roi, scaleX, scaleY, shiftX, shiftY), roi.getType());
		};
		mapped.copyAttributes(roi);
		if (roi.isLine() && roi.getStrokeWidth() > 1) mapped.setStrokeWidth(roi.getStrokeWidth() * scaleX);
		return mapped;
	}

	private static Roi rounded(final Roi rectangle, final double cornerDiameter) {
		rectangle.setCornerDiameter((int) (cornerDiameter + 0.5));
		return rectangle;
	}

	private static Roi composite(final ShapeRoi roi, final AffineTransform transform) {
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		transform.translate(bounds.x, bounds.y);
		return new ShapeRoi(transform.createTransformedShape(roi.getShape()));
	}

	private static Line line(final Line line, final double scaleX, final double scaleY, final double shiftX,
		final double shiftY) {
		return new Line((line.x1d + 0.5) * scaleX + shiftX - 0.5, (line.y1d + 0.5) * scaleY + shiftY - 0.5,
			(line.x2d + 0.5) * scaleX + shiftX - 0.5, (line.y2d + 0.5) * scaleY + shiftY - 0.5);
	}

	private static FloatPolygon points(final Roi roi, final double scaleX, final double scaleY, final double shiftX,
		final double shiftY)
	{
		final double centre = isLineOrPoint(roi) ? 0.5 : 0;
		final FloatPolygon from = roi.getFloatPolygon();
		final FloatPolygon to = new FloatPolygon();
		for (int i = 0; i < from.npoints; i++)
			to.addPoint((from.xpoints[i] + centre) * scaleX + shiftX - centre,
				(from.ypoints[i] + centre) * scaleY + shiftY - centre);
		return to;
	}

	private static boolean isLineOrPoint(final Roi roi) {
		return roi.isLine() || roi.getType() == Roi.POINT || roi.getType() == Roi.ANGLE;
	}
}
