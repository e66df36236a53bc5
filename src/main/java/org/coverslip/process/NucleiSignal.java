package org.coverslip.process;

import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

import org.coverslip.option.OptionValues;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.process.NucleiOptions.Signal;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/** What nuclei have more of than their surroundings. Thread-safe. */
@FunctionalInterface
interface NucleiSignal {

	/** One number for each pixel, row by row. */
	double[] of(PixelBlock block);

	/**
	 * The one that is asked for, of the pixels of a picture. Exceptions as of {@link PictureFunction#apply}.
	 *
	 * @param function
	 *            the word of who asks
	 */
	static NucleiSignal of(final Picture picture, final OptionValues values, final String function,
		final ProgressListener progress) throws IOException
	{
		final Signal wanted = values.get(NucleiOptions.SIGNAL);
		final boolean colors = picture.samples() == 3;
		if (wanted == Signal.HEMATOXYLIN || wanted == Signal.AUTO && colors) {
			final StainVectors vectors = Stain.vectors(picture, values, function, progress);
			return Stain.of(vectors, 0, OpticalDensity.of(picture, function))::densities;
		}
		if (wanted == Signal.DARK) {
			final OpticalDensity density = OpticalDensity.of(picture, function);
			return block -> greys(block, density::of);
		}
		final PixelType type = picture.type();
		final double most = type.isFloating() ? 1 : Math.pow(2, type.bits() - (type.isSigned() ? 1.0 : 0)) - 1;
		return block -> greys(block, value -> value / most);
	}

	private static double[] greys(final PixelBlock block, final DoubleUnaryOperator function) {
		final double[] greys = new double[block.shape().pixels()];
		final int samples = block.samples();
		for (int i = 0; i < greys.length; i++)
			greys[i] = function.applyAsDouble(samples == 1 ? block.value(i)
				: (block.value(3 * i) + block.value(3 * i + 1) + block.value(3 * i + 2)) / 3);
		return greys;
	}
}
