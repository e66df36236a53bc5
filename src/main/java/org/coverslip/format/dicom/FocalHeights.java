package org.coverslip.format.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The focal planes of a level by ascending height. Immutable.
 * <p>
 * Z Offset in Slide Coordinate System is in micrometres by PS3.3 C.8.12.6.1, which itself notes that this is at odds
 * with the millimetres used everywhere else; there are writers of either unit (highdicom takes positions in
 * millimetres). Focal planes of a microscope are 0.05 to 50 µm apart, so the step tells the unit.
 *
 * @param heights
 *            in micrometres, ascending, at least one
 * @param unit
 *            micrometres in the unit of the files' offsets
 * @param known
 *            whether the files say how far apart the planes are
 */
record FocalHeights(List<Double> heights, double unit, boolean known) {

	/** A smaller step must be in millimetres. */
	private static final double LEAST_MICROMETRES = 0.05;
	private static final double MILLIMETRE = 1000;
	/** Offsets that differ by less, in their unit, are the same number written differently. */
	private static final double SAME = 1e-7;

	/** The planes of the images of one level. */
	static FocalHeights of(final List<DicomImage> images) throws IOException {
		final double unit = unit(images);
		final TreeSet<Double> all = new TreeSet<>();
		boolean known = true;
		for (final DicomImage image : images) {
			all.addAll(image.heights(unit));
			known &= !image.isStepUnknown();
		}
		final List<Double> heights = new ArrayList<>();
		for (final double height : all)
			if (heights.isEmpty() || height - heights.get(heights.size() - 1) > SAME * unit) heights.add(height);
		return new FocalHeights(List.copyOf(heights), unit, known);
	}

	private static double unit(final List<DicomImage> images) {
		final TreeSet<Double> offsets = new TreeSet<>();
		images.forEach(image -> offsets.addAll(image.offsets()));
		double least = Double.POSITIVE_INFINITY;
		double before = Double.NEGATIVE_INFINITY;
		for (final double offset : offsets) {
			if (offset - before > SAME) least = Math.min(least, offset - before);
			before = offset;
		}
		return least < LEAST_MICROMETRES ? MILLIMETRE : 1;
	}

	/** Number of the plane nearest to a height; -1 if even that one is half a step away or more. */
	int indexOf(final double height) {
		int best = 0;
		for (int i = 1; i < heights.size(); i++)
			if (Math.abs(heights.get(i) - height) < Math.abs(heights.get(best) - height)) best = i;
		final double apart = heights.size() == 1 ? 0
			: (heights.get(heights.size() - 1) - heights.get(0)) / (heights.size() - 1);
		return heights.size() == 1 || Math.abs(heights.get(best) - height) < apart / 2 ? best : -1;
	}

	/** The mean distance between neighbours in micrometres; empty for one plane, or if it is not known. */
	OptionalDouble step() {
		final int n = heights.size();
		return n == 1 || !known ? OptionalDouble.empty()
			: OptionalDouble.of((heights.get(n - 1) - heights.get(0)) / (n - 1));
	}

	/**
	 * The plane to show first. If offsets lie on both sides of 0 they count from the focus, and it is the plane nearest
	 * to that; else they count from the glass, and it is the middle one, n/2 rounded down.
	 */
	int defaultZ() {
		final boolean aroundFocus = known && heights.get(0) < 0 && heights.get(heights.size() - 1) > 0;
		return aroundFocus ? Math.max(0, indexOf(0)) : heights.size() / 2;
	}
}
