package org.coverslip.slide;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

import org.coverslip.geom.ScaledRegion;

/** Finds the pixels whose centre lies within outlines. */
final class OutlineRaster {

	/** By how many pixels curves may be off; Java, left alone, is off by up to half a pixel. */
	private static final double FLATNESS = 0.01;

	private OutlineRaster() {}

	/**
	 * Which pixels lie within one outline at least.
	 *
	 * @param outlines
	 *            in level-0 pixels
	 * @param place
	 *            of a picture, or a part of one, that an array can hold
	 * @return row by row, 0 outside
	 */
	static byte[] inside(final List<? extends Shape> outlines, final ScaledRegion place) {
		final BufferedImage image =
			new BufferedImage((int) place.width(), (int) place.height(), BufferedImage.TYPE_BYTE_GRAY);
		final Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		graphics.setColor(Color.WHITE);
		final AffineTransform toPicture = AffineTransform.getScaleInstance(1 / place.pitchX(), 1 / place.pitchY());
		toPicture.translate(-place.x0(), -place.y0());
		for (final Shape outline : outlines) {
			final Path2D.Double flat = new Path2D.Double(outline.getPathIterator(null).getWindingRule());
			flat.append(outline.getPathIterator(toPicture, FLATNESS), false);
			graphics.fill(flat);
		}
		graphics.dispose();
		return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
	}
}
