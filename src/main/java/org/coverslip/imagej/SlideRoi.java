package org.coverslip.imagej;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.geom.Region;
import org.coverslip.slide.Slide;

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
 * outlines and fitted splines become polygons of the same points; text and images, their bounds. Name, colours, group
 * and properties are kept. ImageJ counts the corners of areas from pixel corners, but lines and points from pixel
 * centres; both are taken to the same place on the slide.
 */
public final class SlideRoi {

	private final SlideProvenance place;
	private final Orientation orientation;
	private final Region size;
	private final AffineTransform toSlide;
	private final AffineTransform fromSlide;

	private SlideRoi(final ShownPlace shown, final Region size) {
		place = shown.place();
		orientation = shown.orientation();
		this.size = size;
		toSlide = shown.toSlide((int) size.width(), (int) size.height());
		try {
			fromSlide = toSlide.createInverse();
		}
		catch (final NoninvertibleTransformException e) {
			throw new IllegalStateException("a scale of 0", e);
		}
	}

	/**
	 * For regions on an image that is known to lie where it says, since it was just read; others may have been flipped
	 * or moved without a trace, and need {@link #on(ImagePlus, Slide)}.
	 *
	 * @throws IllegalArgumentException
	 *             if the image does not come from a slide, or does not say which part of it it shows
	 */
	public static SlideRoi on(final ImagePlus image) {
		final Optional<SlideProvenance> place = SlideProvenance.of(image);
		return new SlideRoi(new ShownPlace(place.orElseThrow(() -> unknown(image)), Orientation.UPRIGHT),
			Region.ofSize(image.getWidth(), image.getHeight()));
	}

	/**
	 * For regions on an image, where it shows the slide by its pixels: also if it was flipped, turned by quarters or
	 * moved, or is a part of such an image.
	 *
	 * @param slide
	 *            from which the image comes; is read here, and not closed
	 * @throws IllegalArgumentException
	 *             if the image does not come from a slide, or was changed so that its place there is not known
	 * @throws IOException
	 *             if the slide cannot be read
	 */
	public static SlideRoi on(final ImagePlus image, final Slide slide) throws IOException {
		if (SlideProvenance.whenRead(image).isEmpty()) throw unknown(image);
		return new SlideRoi(ShownPlace.of(image, slide).orElseThrow(() -> new IllegalArgumentException("the image \""
			+ image.getTitle() + "\" does not show the slide as it was read any more, so that it is not known where "
			+ "its regions lie; draw on an image that was not rotated or deformed")),
			Region.ofSize(image.getWidth(), image.getHeight()));
	}

	private static IllegalArgumentException unknown(final ImagePlus image) {
		return new IllegalArgumentException("the image \"" + image.getTitle()
			+ "\" does not say which part of which slide it shows; open the slide with Coverslip and draw on that "
			+ "image");
	}

	/** Where the image's upright picture comes from. */
	public SlideProvenance place() {
		return place;
	}

	/** A sentence if the image does not lie as the slide does, so that what is read from there looks otherwise. */
	public Optional<String> turned() {
		return orientation.equals(Orientation.UPRIGHT) ? Optional.empty()
			: Optional.of("the image was " + orientation + "; what it shows is read as it lies on the slide");
	}

	/**
	 * The smallest level-0 region that holds the bounds of a region of interest; of null, what the whole image shows.
	 */
	public Region region0(final Roi roi) {
		if (roi == null) return region0(new Rectangle2D.Double(0, 0, size.width(), size.height()));
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		final double shift = isLineOrPoint(roi) ? 0.5 : 0;
		bounds.x += shift;
		bounds.y += shift;
		return region0(bounds);
	}

	private Region region0(final Rectangle2D bounds) {
		final Rectangle2D box = mapped(bounds, toSlide);
		return Region.covering(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
	}

	/** A region of interest on the image, in level-0 pixels; a new object without an image or a place in a stack. */
	public Roi toSlide(final Roi roi) {
		return map(roi, toSlide);
	}

	/** A region of interest in level-0 pixels, on the image; a new object. */
	public Roi fromSlide(final Roi roi0) {
		return map(roi0, fromSlide);
	}

	/** A level-0 region as a rectangle on the image, not rounded. */
	public Roi fromSlide(final Region region0) {
		return fromSlide(new Roi((double) region0.x(), region0.y(), region0.width(), region0.height()));
	}

	/**
	 * An annotation whose places are pixels of the image, counted from their corners, in level-0 pixels; all else of it
	 * is the same.
	 */
	public Annotation toSlide(final Annotation onImage) {
		return map(onImage, toSlide);
	}

	/** An annotation in level-0 pixels, in pixels of the image, likewise. */
	public Annotation fromSlide(final Annotation onSlide) {
		return map(onSlide, fromSlide);
	}

	private static Annotation map(final Annotation annotation, final AffineTransform transform) {
		final TurnedGeometry turned = new TurnedGeometry(transform);
		return annotation.with().geometry(turned.of(annotation.geometry()))
			.nucleus(annotation.nucleus().map(turned::of).orElse(null)).build();
	}

	private static Rectangle2D.Double mapped(final Rectangle2D box, final AffineTransform transform) {
		return new TurnedGeometry(transform).of(box);
	}

	private static Roi map(final Roi roi, final AffineTransform transform) {
		final double scale = Math.hypot(transform.getScaleX(), transform.getShearY());
		final Rectangle2D.Double box = mapped(roi.getFloatBounds(), transform);
		final Roi mapped = switch (roi.getType()) {
			case Roi.RECTANGLE ->
				rounded(new Roi(box.x, box.y, box.width, box.height), roi.getCornerDiameter() * scale);
			case Roi.OVAL -> new OvalRoi(box.x, box.y, box.width, box.height);
			case Roi.COMPOSITE -> composite((ShapeRoi) roi, transform);
			case Roi.LINE -> line((Line) roi, transform);
			case Roi.POINT -> new PointRoi(points(roi, transform));
			case Roi.TRACED_ROI -> new PolygonRoi(points(roi, transform), Roi.POLYGON);
			default -> new PolygonRoi(points(roi, transform), roi.getType());
		};
		mapped.copyAttributes(roi);
		new RoiProperties(roi).copyTo(mapped);
		if (roi.isLine() && roi.getStrokeWidth() > 1) mapped.setStrokeWidth(roi.getStrokeWidth() * scale);
		return mapped;
	}

	private static Roi rounded(final Roi rectangle, final double cornerDiameter) {
		rectangle.setCornerDiameter((int) (cornerDiameter + 0.5));
		return rectangle;
	}

	private static Roi composite(final ShapeRoi roi, final AffineTransform transform) {
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		final AffineTransform moved = new AffineTransform(transform);
		moved.translate(bounds.x, bounds.y);
		return new ShapeRoi(moved.createTransformedShape(roi.getShape()));
	}

	private static Line line(final Line line, final AffineTransform transform) {
		final double[] ends = { line.x1d + 0.5, line.y1d + 0.5, line.x2d + 0.5, line.y2d + 0.5 };
		transform.transform(ends, 0, ends, 0, 2);
		return new Line(ends[0] - 0.5, ends[1] - 0.5, ends[2] - 0.5, ends[3] - 0.5);
	}

	private static FloatPolygon points(final Roi roi, final AffineTransform transform) {
		final double centre = isLineOrPoint(roi) ? 0.5 : 0;
		final FloatPolygon from = roi.getFloatPolygon();
		final FloatPolygon to = new FloatPolygon();
		for (int i = 0; i < from.npoints; i++) {
			final double[] point = { from.xpoints[i] + centre, from.ypoints[i] + centre };
			transform.transform(point, 0, point, 0, 1);
			to.addPoint(point[0] - centre, point[1] - centre);
		}
		return to;
	}

	private static boolean isLineOrPoint(final Roi roi) {
		return roi.isLine() || roi.getType() == Roi.POINT || roi.getType() == Roi.ANGLE;
	}
}
