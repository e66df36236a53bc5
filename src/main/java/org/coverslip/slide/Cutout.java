package org.coverslip.slide;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Locale;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;

/**
 * What is cut out of a picture: the pixels whose centre lies within an outline, and what stands in the place of the
 * others. Immutable and thread-safe.
 */
public final class Cutout {

	/** What stands outside of the outline. */
	public enum Outside {
		/** The greatest value of unsigned samples. */
		WHITE,
		/** 0. */
		BLACK,
		/** Nothing: such pixels are not covered. */
		TRANSPARENT
	}

	/** By how many pixels curves may be off; Java, left alone, is off by up to half a pixel. */
	private static final double FLATNESS = 0.01;

	private final Path2D.Double outline;
	private final Outside outside;

	/**
	 * @param outline
	 *            in level-0 pixels of the scene; not changed afterwards by this class, and copied
	 */
	public Cutout(final Shape outline, final Outside outside) {
		this.outline = new Path2D.Double(outline);
		this.outside = outside;
	}

	public Outside outside() {
		return outside;
	}

	/**
	 * Refuses samples that cannot be white.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence
	 */
	void check(final PixelType type) {
		if (outside == Outside.WHITE && type != PixelType.UINT8 && type != PixelType.UINT16)
			throw new IllegalArgumentException("samples of type " + type.name().toLowerCase(Locale.ROOT)
				+ " have no white; choose black outside of the outline");
	}

	/**
	 * Which pixels lie within the outline.
	 *
	 * @param place
	 *            of a picture, or a part of one, that an array can hold
	 * @return row by row, 0 outside
	 */
	byte[] inside(final ScaledRegion place) {
		final BufferedImage image =
			new BufferedImage((int) place.width(), (int) place.height(), BufferedImage.TYPE_BYTE_GRAY);
		final Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		graphics.setColor(Color.WHITE);
		final AffineTransform toPicture = AffineTransform.getScaleInstance(1 / place.pitchX(), 1 / place.pitchY());
		toPicture.translate(-place.x0(), -place.y0());
		final Path2D.Double flat = new Path2D.Double(outline.getWindingRule());
		flat.append(outline.getPathIterator(toPicture, FLATNESS), false);
		graphics.fill(flat);
		graphics.dispose();
		return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
	}

	/** Whether something of a place may lie within the outline. */
	public boolean reaches(final ScaledRegion place) {
		return outline.intersects(place.x0(), place.y0(), place.width() * place.pitchX(),
			place.height() * place.pitchY());
	}

	/** All that it depends on, in short: two of one text are the same. */
	@Override
	public String toString() {
		long hash = 17;
		final double[] points = new double[6];
		for (final PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
			hash = 31 * hash + path.currentSegment(points);
			for (final double point : points)
				hash = 31 * hash + Double.hashCode(point);
		}
		return outside + " outside of " + outline.getWindingRule() + " " + Long.toHexString(hash);
	}
}
