package org.coverslip.slide;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.List;
import java.util.Locale;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;

/**
 * What is cut out of a picture: the pixels whose centre lies within an outline, and what stands in the place of the
 * others. Immutable and thread-safe.
 */
public final class Cutout implements PixelSelection {

	/** What stands outside of the outline. */
	public enum Outside {
		/** The greatest value of unsigned samples. */
		WHITE,
		/** 0. */
		BLACK,
		/** Nothing: such pixels are not covered. */
		TRANSPARENT
	}

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

	@Override
	public byte[] inside(final ScaledRegion place) {
		return OutlineRaster.inside(List.of(outline), place);
	}

	@Override
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
