package org.coverslip.command;

import org.coverslip.slide.WantedScale;

/** From the commands' three ways to name a scale to the one that is given. */
final class Scales {

	private Scales() {}

	/**
	 * @param level
	 *            number of the level, used if neither of the others is given
	 * @param pixelSize
	 *            micrometres per pixel; 0 if not given
	 * @param magnification
	 *            as of an objective; 0 if not given
	 */
	static WantedScale of(final int level, final double pixelSize, final double magnification) {
		if (pixelSize < 0 || magnification < 0)
			throw new IllegalArgumentException("pixel size and magnification must be above 0, or 0 for the level");
		if (pixelSize > 0 && magnification > 0)
			throw new IllegalArgumentException("give either a pixel size or a magnification, not both");
		if (pixelSize > 0) return WantedScale.pixelSize(pixelSize);
		return magnification > 0 ? WantedScale.magnification(magnification) : WantedScale.level(level);
	}
}
