package org.coverslip.imagej;

import java.util.Optional;

import org.coverslip.annotation.AnnotationPlane;

import ij.gui.Roi;

/**
 * The planes of annotations as positions of ImageJ's regions of interest, which count from 1 and have 0 for all. A
 * region without a position is on the first plane with all channels, which is what files mean that say nothing.
 */
final class RoiPlanes {

	/** The property with a plane that the position does not tell: {@code channel,z,t}, from 0, and -1 for all. */
	static final String KEY = "coverslip.plane";

	private static final String NUMBERS = "(-1|\\d{1,9})(,(-1|\\d{1,9})){2}";

	private static final int ALL = AnnotationPlane.ALL;

	private RoiPlanes() {}

	/** As files have it. */
	static void write(final AnnotationPlane plane, final Roi roi) {
		if (plane.equals(AnnotationPlane.FIRST)) return;
		roi.setPosition(plane.channel() + 1, plane.z() + 1, plane.t() + 1);
		if (!read(roi).equals(plane)) keep(plane, roi);
	}

	/** Writes a plane that the position does not tell. */
	static void keep(final AnnotationPlane plane, final Roi roi) {
		new RoiProperties(roi).setStored(KEY, plane.channel() + "," + plane.z() + "," + plane.t());
	}

	/** As files have it. */
	static AnnotationPlane read(final Roi roi) {
		if (roi.getCPosition() > 0 || roi.getTPosition() > 0 || roi.hasHyperStackPosition() && roi.getZPosition() > 0)
			return new AnnotationPlane(roi.getCPosition() - 1, roi.getZPosition() - 1, roi.getTPosition() - 1);
		// a number in a stack, below 0 if each of several points has its own
		if (roi.getPosition() > 0) return new AnnotationPlane(ALL, roi.getPosition() - 1, 0);
		return kept(roi).orElse(AnnotationPlane.FIRST);
	}

	/** A plane that was kept as a property. */
	static Optional<AnnotationPlane> kept(final Roi roi) {
		final Optional<String> text = new RoiProperties(roi).get(KEY).filter(one -> one.matches(NUMBERS));
		if (text.isEmpty()) return Optional.empty();
		final String[] numbers = text.get().split(",");
		return Optional.of(new AnnotationPlane(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
			Integer.parseInt(numbers[2])));
	}
}
