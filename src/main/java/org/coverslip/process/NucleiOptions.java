package org.coverslip.process;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.Picture;

/** How nuclei are found. */
final class NucleiOptions {

	/** In what nuclei stand out. */
	enum Signal {
		/** Hematoxylin of colours, else brightness. */
		AUTO, HEMATOXYLIN, DARK, BRIGHT
	}

	static final Option<Signal> SIGNAL = Option.of("signal", "Signal", OptionKind.oneOf(Signal.values()), Signal.AUTO,
		"What nuclei have more of: hematoxylin of colours, dark for the optical density of grey values, bright for the "
			+ "share of the greatest value that samples can have; auto is hematoxylin of colours, else bright.");

	static final Option<Double> DIAMETER = Option.of("diameter", "Diameter (\u00b5m)", OptionKind.decimal(0.1, 1000),
		8.0, "Diameter of nuclei in micrometres.");

	static final Option<Double> SIGMA = Option.of("sigma", "Sigma", OptionKind.decimal(0, 100), 0.0,
		"Sigma of the Gaussian in pixels of the scale that is processed, instead of the diameter, of which it is the "
			+ "2.83rd part; 0 for the diameter.").rare();

	static final Option<Double> THRESHOLD = Option.of("threshold", "Threshold",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.1,
		"How far nuclei must stand out: the Laplacian of the signal's Gaussian times -sigma squared, which is about "
			+ "three quarters of the difference between a nucleus and its surroundings.");

	static final Option<Integer> DISTANCE = Option.of("distance", "Distance", OptionKind.whole(0, 1000), 0,
		"Of nuclei that are not farther from each other, in columns and rows, the clearest counts; in pixels of the "
			+ "scale that is processed; 0 for half the diameter.");

	static final OptionTable ALL = OptionTable.of(SIGNAL, DIAMETER, THRESHOLD, DISTANCE, SIGMA).and(Stain.OPTIONS);

	private NucleiOptions() {}

	/** Sigma in the picture's pixels. */
	static double sigma(final Picture picture, final OptionValues values) {
		if (values.get(SIGMA) > 0) return values.get(SIGMA);
		final double pixel = picture.pixelSize().orElseThrow(() -> new IllegalArgumentException(
			"the slide does not state the size of its pixels; give sigma, in pixels, instead of the diameter")).xUm();
		final double sigma = values.get(DIAMETER) / pixel / (2 * Math.sqrt(2));
		if (sigma > 100)
			throw new IllegalArgumentException("nuclei of " + (int) (2 * Math.sqrt(2) * sigma)
				+ " pixels are too large for this scale; process a coarser one, for instance pixelSize=0.5");
		return sigma;
	}

	/** In the picture's pixels, at least 1. */
	static int distance(final double sigma, final OptionValues values) {
		return values.get(DISTANCE) > 0 ? values.get(DISTANCE) : Math.max(1, (int) (Math.sqrt(2) * sigma + 0.5));
	}
}
