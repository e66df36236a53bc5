package org.coverslip.export.walk;

import org.coverslip.pixel.ClassHalving;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.Halving;
import org.coverslip.slide.Scene;

/**
 * How each level of a pyramid is made from the one before: which value a pixel gets that stands for a square of 2 x 2.
 */
public enum LevelRule {

	/** {@link #MODE} for a scene of classes ({@link Scene#isCategorical()}), {@link #MEAN} for others. */
	AUTO,
	/** The mean; for integers rounded to the nearest, halves upwards. */
	MEAN,
	/** The upper left pixel of the four. */
	NEAREST,
	/** The most frequent value of the four; see {@link ClassHalving#MODE}. */
	MODE;

	/** The rule for a scene: itself, or what {@link #AUTO} chooses. */
	public LevelRule of(final Scene scene) {
		if (this != AUTO) return this;
		return scene.isCategorical() ? MODE : MEAN;
	}

	/** The halving that follows the rule; not for {@link #AUTO}. */
	public Halving halving() {
		return switch (this) {
			case MEAN -> HalfSize.TO_NEAREST;
			case NEAREST -> ClassHalving.NEAREST;
			case MODE -> ClassHalving.MODE;
			case AUTO -> throw new IllegalStateException("not decided");
		};
	}
}
