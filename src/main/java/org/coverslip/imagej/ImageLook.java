package org.coverslip.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.LUT;

/** How an image of a slide looks: its plane, colours, display ranges and overlay, which its crops take on. */
public final class ImageLook {

	private ImageLook() {}

	/**
	 * Has a crop look like the image on which it was drawn: colours and ranges where it has as many channels of as many
	 * bits, the plane where it has as many focal planes and times, and what of the overlay lies on it, at its place.
	 *
	 * @param from
	 *            shows the same scene
	 * @param place
	 *            where it shows the slide
	 */
	public static void carry(final ImagePlus from, final SlideRoi place, final ImagePlus crop) {
		if (from.getBitDepth() == crop.getBitDepth() && from.getBitDepth() != 24
			&& from.getNChannels() == crop.getNChannels()) carryColours(from, crop);
		if (from.getNChannels() == crop.getNChannels() && from.getNSlices() == crop.getNSlices()
			&& from.getNFrames() == crop.getNFrames()) crop.setPosition(from.getC(), from.getZ(), from.getT());
		if (from.getOverlay() != null) carryOverlay(from.getOverlay(), place, crop);
	}

	/** Shows the plane at which a region was drawn, where it says so and the crop has it. */
	public static void showPlaneOf(final Roi roi, final ImagePlus crop) {
		if (!roi.hasHyperStackPosition()) return;
		crop.setPosition(within(roi.getCPosition(), crop.getNChannels(), crop.getC()),
			within(roi.getZPosition(), crop.getNSlices(), crop.getZ()),
			within(roi.getTPosition(), crop.getNFrames(), crop.getT()));
	}

	private static int within(final int position, final int count, final int otherwise) {
		return position >= 1 && position <= count ? position : otherwise;
	}

	private static void carryColours(final ImagePlus from, final ImagePlus crop) {
		if (crop instanceof CompositeImage to && from instanceof CompositeImage composite) {
			final LUT[] luts = composite.getLuts();
			for (int channel = 1; channel <= luts.length; channel++)
				to.setChannelLut((LUT) luts[channel - 1].clone(), channel);
			to.setMode(composite.getMode());
			System.arraycopy(composite.getActiveChannels(), 0, to.getActiveChannels(), 0,
				Math.min(luts.length, CompositeImage.MAX_CHANNELS));
			to.setPosition(from.getC(), to.getZ(), to.getT());
			return;
		}
		crop.getProcessor().setColorModel(from.getProcessor().getColorModel());
		crop.setDisplayRange(from.getDisplayRangeMin(), from.getDisplayRangeMax());
	}

	private static void carryOverlay(final Overlay overlay, final SlideRoi from, final ImagePlus crop) {
		final SlideRoi to = SlideRoi.on(crop);
		final Overlay moved = new Overlay();
		for (final Roi roi : overlay) {
			final Roi placed = to.fromSlide(from.toSlide(roi));
			if (!placed.getFloatBounds().intersects(0, 0, crop.getWidth(), crop.getHeight())
				&& !placed.getFloatBounds().isEmpty()) continue;
			if (roi.hasHyperStackPosition())
				placed.setPosition(roi.getCPosition(), roi.getZPosition(), roi.getTPosition());
			else placed.setPosition(roi.getPosition());
			moved.add(placed);
		}
		moved.drawLabels(overlay.getDrawLabels());
		moved.drawNames(overlay.getDrawNames());
		if (moved.size() > 0) crop.setOverlay(moved);
	}
}
