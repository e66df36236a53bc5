package org.coverslip.export.walk;

import org.coverslip.pixel.ClassHalving;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.Halving;
import org.coverslip.slide.Scene;

/** How each level of a pyramid is made of the one before: what a pixel of it is that stands for a square of 2 x 2. */
public enum LevelRule {

	/** {@link #MODE} for a scene of classes ({@link Scene#isCategorical()}), {@link #MEAN} for others. */
	AUTO,
	/** The mean, of integers rounded to the nearest, halves upwards. */
	MEAN,
	/** The upper left one of the four. */
	NEAREST,
	/** The most frequent of the four; see {@link ClassHalving#MODE}. */
	MODE;

	/** The rule for a scene: itself, or what {@link #AUTO} chooses. */
	public LevelRule of(final Scene scene) {
		if (this != AUTO) return this;
		return scene.isCategorical() ? MODE : MEAN;
	}

	/** Not of {@link #AUTO}. */
	public Halving halving() {
		return switch (this) {
			case MEAN -> HalfSize.TO_NEAREST;
			case NEAREST -> ClassHalving.NEAREST;
			case MODE -> ClassHalving.MODE;
			case AUTO -> throw new IllegalStateException("not decided");
		};
	}
}
