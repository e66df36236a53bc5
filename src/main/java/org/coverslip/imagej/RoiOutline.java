package org.coverslip.imagej;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;

/** The outlines of regions of interest that enclose an area, not rounded to pixels. */
public final class RoiOutline {

	private RoiOutline() {}

	/**
	 * The outline, in the region's own coordinates. Where it crosses itself, what it encloses twice is outside, as in
	 * ImageJ.
	 *
	 * @param roi
	 *            an area
	 */
	public static Shape of(final Roi roi) {
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		return switch (roi.getType()) {
			case Roi.RECTANGLE -> new RoundRectangle2D.Double(bounds.x, bounds.y, bounds.width, bounds.height,
				roi.getCornerDiameter(), roi.getCornerDiameter());
			case Roi.OVAL -> new Ellipse2D.Double(bounds.x, bounds.y, bounds.width, bounds.height);
			case Roi.COMPOSITE -> AffineTransform.getTranslateInstance(bounds.x, bounds.y)
				.createTransformedShape(((ShapeRoi) roi).getShape());
			default -> polygon(roi.getFloatPolygon());
		};
	}

	private static Shape polygon(final FloatPolygon corners) {
		final Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD, corners.npoints + 1);
		for (int i = 0; i < corners.npoints; i++)
			if (i == 0) path.moveTo(corners.xpoints[i], corners.ypoints[i]);
			else path.lineTo(corners.xpoints[i], corners.ypoints[i]);
		if (corners.npoints > 0) path.closePath();
		return path;
	}
}
