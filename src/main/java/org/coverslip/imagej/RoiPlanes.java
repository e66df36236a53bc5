package org.coverslip.imagej;

import java.util.Optional;

import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.slide.Scene;

import ij.ImagePlus;
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

	private final ImagePlus image;
	private final boolean hasChannels;
	private final boolean hasZ;
	private final boolean hasT;
	private final int focus;

	/**
	 * For positions on an image.
	 *
	 * @param scene
	 *            of which it shows one plane, or all channels, focal planes or times
	 */
	RoiPlanes(final ImagePlus image, final Scene scene) {
		this.image = image;
		hasChannels = image.getNChannels() > 1 && image.getNChannels() == scene.channels().size();
		hasZ = image.getNSlices() > 1 && image.getNSlices() == scene.sizeZ();
		hasT = image.getNFrames() > 1 && image.getNFrames() == scene.sizeT();
		focus = scene.defaultPlane().z();
	}

	/**
	 * Gives a region on the image its position; what that does not tell of a plane is kept as a property. What files
	 * mean that say nothing is shown at all focal planes and times: an image begins at the one in focus.
	 */
	void place(final AnnotationPlane plane, final Roi roi) {
		roi.setProperty(KEY, null);
		final AnnotationPlane shown =
			plane.equals(AnnotationPlane.FIRST) ? new AnnotationPlane(ALL, ALL, ALL) : plane;
		final int channel = hasChannels ? shown.channel() + 1 : 0;
		final int z = hasZ ? shown.z() + 1 : 0;
		final int t = hasT ? shown.t() + 1 : 0;
		roi.setPosition(channel, z, t);
		if (channel + z + t == 0) roi.setPosition(0); // alone it would leave points their channel
		if (!planeOf(roi).equals(plane)) keep(plane, roi);
	}

	/** The plane of a region on the image: where nothing tells, all that the image shows. */
	AnnotationPlane planeOf(final Roi roi) {
		final Optional<AnnotationPlane> kept = kept(roi);
		final boolean counted = !roi.hasHyperStackPosition() && roi.getPosition() > 0
			&& roi.getPosition() <= image.getStackSize();
		final int[] position = counted ? image.convertIndexToPosition(roi.getPosition())
			: new int[] { roi.getCPosition(), roi.hasHyperStackPosition() ? roi.getZPosition() : 0,
				roi.getTPosition() };
		if (kept.isPresent() && position[0] + position[1] + position[2] == 0) return kept.get();
		final AnnotationPlane otherwise = kept.orElse(new AnnotationPlane(ALL, focus, 0));
		return new AnnotationPlane(hasChannels ? position[0] - 1 : otherwise.channel(),
			hasZ ? position[1] - 1 : otherwise.z(), hasT ? position[2] - 1 : otherwise.t());
	}

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
