package org.coverslip.imagej;

import java.util.OptionalInt;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.LUT;

/** How an image of a slide looks: its plane, colours, display ranges and overlay, which its crops take on. */
public final class ImageLook {

	private ImageLook() {}

	/**
	 * Has a crop look like the image on which it was drawn: colours and ranges of the channels that both show with as
	 * many bits, the plane that is shown if the crop has it, and what of the overlay lies on it, at its place.
	 *
	 * @param from
	 *            shows the same scene
	 * @param place
	 *            where it shows the slide
	 */
	public static void carry(final ImagePlus from, final SlideRoi place, final ImagePlus crop) {
		if (from.getBitDepth() == crop.getBitDepth() && from.getBitDepth() != 24) carryColours(from, crop);
		showPlane(from, from.getC(), from.getZ(), from.getT(), crop);
		if (from.getOverlay() != null) carryOverlay(from, place, crop);
	}

	/**
	 * Shows the plane at which a region was drawn, where it says so and the crop has it.
	 *
	 * @param from
	 *            the image on which it was drawn
	 */
	public static void showPlaneOf(final Roi roi, final ImagePlus from, final ImagePlus crop) {
		if (roi.hasHyperStackPosition())
			showPlane(from, roi.getCPosition(), roi.getZPosition(), roi.getTPosition(), crop);
	}

	/** Of a plane that the crop has not, what it has of it. */
	private static void showPlane(final ImagePlus from, final int c, final int z, final int t, final ImagePlus crop) {
		crop.setPosition(ShownPlanes.CHANNELS.position(from, c, crop).orElse(crop.getC()),
			ShownPlanes.FOCAL_PLANES.position(from, z, crop).orElse(crop.getZ()),
			ShownPlanes.TIMES.position(from, t, crop).orElse(crop.getT()));
	}

	private static void carryColours(final ImagePlus from, final ImagePlus crop) {
		final LUT[] luts = from.getLuts();
		final boolean[] active = from instanceof CompositeImage composite ? composite.getActiveChannels() : null;
		if (crop instanceof CompositeImage to && from instanceof CompositeImage composite)
			to.setMode(composite.getMode());
		for (int channel = 1; channel <= from.getNChannels() && channel <= luts.length; channel++) {
			final OptionalInt position = ShownPlanes.CHANNELS.position(from, channel, crop);
			if (position.isEmpty()) continue;
			final LUT lut = (LUT) luts[channel - 1].clone();
			final int index = position.getAsInt() - 1;
			if (crop instanceof CompositeImage to) {
				to.setChannelLut(lut, index + 1);
				if (active != null && channel <= active.length && index < to.getActiveChannels().length)
					to.getActiveChannels()[index] = active[channel - 1];
			}
			else {
				crop.getProcessor().setColorModel(lut);
				crop.setDisplayRange(lut.min, lut.max);
			}
		}
	}

	private static void carryOverlay(final ImagePlus from, final SlideRoi place, final ImagePlus crop) {
		final Overlay overlay = from.getOverlay();
		final SlideRoi to = SlideRoi.on(crop);
		final Overlay moved = new Overlay();
		for (final Roi roi : overlay) {
			final Roi placed = to.fromSlide(place.toSlide(roi));
			if (!placed.getFloatBounds().intersects(0, 0, crop.getWidth(), crop.getHeight())
				&& !placed.getFloatBounds().isEmpty()) continue;
			if (setPosition(roi, from, placed, crop)) moved.add(placed);
		}
		moved.drawLabels(overlay.getDrawLabels());
		moved.drawNames(overlay.getDrawNames());
		if (moved.size() > 0) crop.setOverlay(moved);
	}

	/** Puts what was drawn on one plane to the same plane of the crop; false if the crop does not have it. */
	private static boolean setPosition(final Roi roi, final ImagePlus from, final Roi placed, final ImagePlus crop) {
		final int index = Math.min(roi.getPosition(), from.getStackSize());
		final int[] positions = roi.hasHyperStackPosition()
			? new int[] { roi.getCPosition(), roi.getZPosition(), roi.getTPosition() }
			: index > 0 && from.getStackSize() > 1 ? from.convertIndexToPosition(index) : new int[3];
		for (final ShownPlanes axis : ShownPlanes.values()) {
			final int i = axis.ordinal();
			if (positions[i] == 0) continue; // on all of them
			final OptionalInt position = axis.position(from, positions[i], crop);
			if (position.isEmpty() && axis.isKnown(from, crop)) return false;
			positions[i] = position.orElse(0);
		}
		if (crop.getStackSize() == 1 || positions[0] + positions[1] + positions[2] == 0) placed.setPosition(0);
		else if (crop.isHyperStack()) placed.setPosition(positions[0], positions[1], positions[2]);
		else placed.setPosition(crop.getStackIndex(Math.max(1, positions[0]), Math.max(1, positions[1]),
			Math.max(1, positions[2])));
		return true;
	}
}
