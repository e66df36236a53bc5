package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.OptionalInt;

import org.coverslip.slide.Channel;
import org.coverslip.tiff.Ifd;

/**
 * The fluorescence channel that one NDPI holds, as its first directory names it. Immutable.
 * <p>
 * The scanner writes such an image as a colour picture in red, green or blue alone, according to the light. Source:
 * Bio-Formats' {@code NDPISReader}, and observed in files.
 *
 * @param channel
 *            its name, and the colour in which the scanner painted it
 * @param band
 *            number of the sample that holds it in a colour picture; {@link #BRIGHTEST} where the file does not tell
 */
record NdpiChannel(Channel channel, int band) {

	/** In place of a sample's number: the largest of all. */
	static final int BRIGHTEST = -1;

	/** In nanometres: the shortest light in blue, green and red, and the end of red. */
	private static final double[] BANDS = { 380, 490, 580, 780 };
	private static final int BLUE = 2;

	static NdpiChannel of(final Ifd ifd) throws IOException {
		final String name = ifd.text(NdpiDirectory.CHANNEL_NAME);
		final double light = ifd.doubleValue(NdpiDirectory.EMISSION_WAVELENGTH);
		int band = BRIGHTEST;
		for (int i = 0; i + 1 < BANDS.length; i++)
			if (light > BANDS[i] && light <= BANDS[i + 1]) band = BLUE - i;
		final OptionalInt colour = band == BRIGHTEST ? OptionalInt.empty() : OptionalInt.of(0xff0000 >> 8 * band);
		return new NdpiChannel(new Channel(name == null ? "" : name.strip(), colour), band);
	}
}
