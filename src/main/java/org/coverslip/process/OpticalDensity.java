package org.coverslip.process;

import java.util.Locale;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;

/** Optical densities of samples: the logarithm to the base 10 of the greatest value over theirs; 0 counts as 1. */
final class OpticalDensity {

	private final double[] table;

	private OpticalDensity(final int most) {
		table = new double[most + 1];
		for (int value = 0; value <= most; value++)
			table[value] = Math.log10((double) most / Math.max(1, value));
	}

	/**
	 * For the samples of a picture.
	 *
	 * @param function
	 *            the word of who asks
	 * @throws IllegalArgumentException
	 *             with one sentence, if its samples have no greatest value, or have so many that they are no colours
	 */
	static OpticalDensity of(final Picture picture, final String function) {
		if (picture.type() != PixelType.UINT8 && picture.type() != PixelType.UINT16)
			throw new IllegalArgumentException("the function \"" + function + "\" needs light of 8 or 16 bits, not "
				+ picture.type().name().toLowerCase(Locale.ROOT));
		return new OpticalDensity(picture.type() == PixelType.UINT8 ? 0xff : 0xffff);
	}

	/** Of one sample's value. */
	double of(final double value) {
		return table[(int) value];
	}
}
