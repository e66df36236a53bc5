package org.coverslip.process;

import java.io.IOException;
import java.util.Arrays;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;

/** The densities of one stain of colours. Thread-safe. */
final class Stain {

	/** Which stains there are. */
	enum Staining {
		/** Hematoxylin and eosin. */
		HE("eosin"),
		/** Hematoxylin and DAB. */
		HDAB("dab"),
		/** Hematoxylin and eosin in the colours that the slide shows. */
		ESTIMATE("eosin");

		private final String second;

		Staining(final String second) {
			this.second = second;
		}

		/** The names of both stains and of what remains. */
		String[] names() {
			return new String[] { "hematoxylin", second, "residual" };
		}
	}

	static final Option<Staining> STAINING = Option.of("stains", "Stains", OptionKind.oneOf(Staining.values()),
		Staining.HE, "Hematoxylin with eosin or with dab, in colours that are known, or hematoxylin and eosin in "
			+ "those that this slide shows.");

	static final Option<String> FIRST = Option.of("first", "First stain", OptionKind.of("R,G,B", Stain::checked,
		text -> text), "", "Optical densities of red, green and blue of the first stain instead.").rare();

	static final Option<String> SECOND = Option.of("second", "Second stain", OptionKind.of("R,G,B", Stain::checked,
		text -> text), "", "Likewise of the second stain.").rare();

	/** Which stains a slide has. */
	static final OptionTable OPTIONS = OptionTable.of(STAINING, FIRST, SECOND);

	private final OpticalDensity density;
	private final double[] weights;

	private Stain(final OpticalDensity density, final double[] weights) {
		this.density = density;
		this.weights = weights;
	}

	/**
	 * @param number
	 *            0 or 1, or 2 for what remains
	 */
	static Stain of(final StainVectors vectors, final int number, final OpticalDensity density) {
		return new Stain(density, vectors.weights(number));
	}

	private static String checked(final String text) {
		if (!text.isEmpty()) numbers(text);
		return text;
	}

	private static double[] numbers(final String text) {
		try {
			final double[] numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
			if (numbers.length == 3 && Arrays.stream(numbers).allMatch(Double::isFinite)) return numbers;
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("is not three numbers with commas between them", e);
		}
		throw new IllegalArgumentException("is not three numbers with commas between them");
	}

	/**
	 * The colours of the stains that are asked for.
	 *
	 * @param colors
	 *            all that is to be processed
	 * @throws IllegalArgumentException
	 *             with one sentence, if it shows no colours, or they cannot be told
	 */
	static StainVectors vectors(final Picture colors, final OptionValues values, final String function,
		final ProgressListener progress) throws IOException
	{
		if (colors.samples() != 3)
			throw new IllegalArgumentException("the function \"" + function
				+ "\" needs colours, and there is one sample a pixel");
		final String first = values.get(FIRST);
		final String second = values.get(SECOND);
		if (first.isEmpty() != second.isEmpty())
			throw new IllegalArgumentException("give both stains, first=R,G,B and second=R,G,B, or none");
		if (!first.isEmpty()) return StainVectors.of(numbers(first), numbers(second));
		return switch (values.get(STAINING)) {
			case HE -> StainVectors.HE;
			case HDAB -> StainVectors.H_DAB;
			case ESTIMATE -> StainEstimate.of(CoarseLook.of(colors, Plane.FIRST, 1, progress),
				OpticalDensity.of(colors, function));
		};
	}

	/** The density of each pixel, not below 0. */
	double[] densities(final PixelBlock colors) {
		final double[] densities = new double[colors.shape().pixels()];
		for (int i = 0; i < densities.length; i++)
			densities[i] = Math.max(0, weights[0] * density.of(colors.value(3 * i))
				+ weights[1] * density.of(colors.value(3 * i + 1)) + weights[2] * density.of(colors.value(3 * i + 2)));
		return densities;
	}
}
