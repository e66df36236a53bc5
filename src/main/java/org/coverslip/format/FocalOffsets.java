package org.coverslip.format;

import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.slide.PixelSize;

/**
 * The heights of a scene's focal planes. Immutable.
 *
 * @param micrometres
 *            one for each z, from the nominal focus, of either sign; NaN where the file does not say
 */
public record FocalOffsets(List<Double> micrometres) {

	/** Steps that differ by less than this part of their mean are even: files state heights in few digits. */
	private static final double TOLERANCE = 0.05;

	public FocalOffsets {
		micrometres = List.copyOf(micrometres);
	}

	/** The distance between neighbouring planes, if there are at least two and they are evenly spaced. */
	public OptionalDouble step() {
		final int steps = micrometres.size() - 1;
		if (steps < 1) return OptionalDouble.empty();
		final double mean = (micrometres.get(steps) - micrometres.get(0)) / steps;
		for (int z = 0; z < steps; z++)
			if (!(Math.abs(micrometres.get(z + 1) - micrometres.get(z) - mean) <= TOLERANCE * Math.abs(mean)))
				return OptionalDouble.empty();
		return valid(Math.abs(mean));
	}

	/**
	 * The number of the plane nearest to the nominal focus, the lower of two equally near; -1 if no plane's height is
	 * known.
	 */
	public int inFocus() {
		int nearest = -1;
		for (int z = 0; z < micrometres.size(); z++)
			if (nearest < 0 ? !Double.isNaN(micrometres.get(z)) : Math.abs(micrometres.get(z)) < Math.abs(
				micrometres.get(nearest)))
				nearest = z;
		return nearest;
	}

	/**
	 * {@link #inFocus()} if planes lie on both sides of the focus; else -1, since the file may count from the lowest
	 * plane.
	 */
	public int inFocusWithin() {
		final int nearest = inFocus();
		final boolean below = micrometres.stream().anyMatch(um -> um < 0);
		final boolean above = micrometres.stream().anyMatch(um -> um > 0);
		return below && above ? nearest : -1;
	}

	/** A step that a file states, if that is a positive number. */
	public static OptionalDouble valid(final double stepUm) {
		return PixelSize.isValid(stepUm) ? OptionalDouble.of(stepUm) : OptionalDouble.empty();
	}

	/** A step that a file states as text, if that is a positive number; the text may be null. */
	public static OptionalDouble valid(final String stepUm) {
		final OptionalDouble value = OpenSlideProperties.parseDouble(stepUm);
		return value.isPresent() ? valid(value.getAsDouble()) : value;
	}
}
