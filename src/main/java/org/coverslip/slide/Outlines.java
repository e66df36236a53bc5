package org.coverslip.slide;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.ScaledRegion;

/** What lies within one of several outlines at least. Immutable, and thread-safe if nobody changes the shapes. */
public final class Outlines implements PixelSelection {

	private final List<Outline> outlines = new ArrayList<>();

	private record Outline(Shape shape, Rectangle2D box) {}

	/**
	 * @param shapes
	 *            in level-0 pixels of the scene
	 */
	public Outlines(final List<? extends Shape> shapes) {
		shapes.forEach(shape -> outlines.add(new Outline(shape, shape.getBounds2D())));
	}

	@Override
	public boolean reaches(final ScaledRegion place) {
		return !near(place).isEmpty();
	}

	@Override
	public byte[] inside(final ScaledRegion place) {
		return OutlineRaster.inside(near(place), place);
	}

	private List<Shape> near(final ScaledRegion place) {
		final Rectangle2D box = new Rectangle2D.Double(place.x0(), place.y0(), place.width() * place.pitchX(),
			place.height() * place.pitchY());
		final List<Shape> near = new ArrayList<>();
		for (final Outline outline : outlines)
			if (outline.box.intersects(box) && outline.shape.intersects(box)) near.add(outline.shape);
		return near;
	}
}
