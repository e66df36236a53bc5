package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.hash;

import java.util.List;
import java.util.OptionalInt;

import org.coverslip.slide.Channel;

/** The section in fluorescence: what each channel's camera counts, with a dark offset and photon noise. */
final class Fluorescence {

	/** Nuclei, gland cells, fibres. */
	static final List<Channel> CHANNELS = List.of(new Channel("DAPI", OptionalInt.of(0x3060ff)),
		new Channel("Alexa 488", OptionalInt.of(0x30ff30)), new Channel("Cy3", OptionalInt.of(0xff6020)));

	private static final int DARK = 210;

	private Fluorescence() {}

	/** Unsigned 16-bit counts of one channel, one for each pixel. */
	static short[] counts(final Stains stains, final int channel) {
		final SamplingFrame frame = stains.frame;
		final short[] counts = new short[stains.nuclei.length];
		for (int j = 0, at = 0; j < frame.height(); j++)
			for (int i = 0; i < frame.width(); i++, at++) {
				final int noise = hash(95 + channel, frame.x0() + i * frame.step(), frame.y0() + j * frame.step());
				counts[at] = (short) count(light(stains, at, channel), noise);
			}
		return counts;
	}

	/** Counts without noise that one pixel adds to the dark ones. */
	private static float light(final Stains stains, final int at, final int channel) {
		final float nuclei = stains.nuclei[at];
		return switch (channel) {
			case 0 -> 11000 * nuclei * nuclei + 130 * stains.fibres[at];
			case 1 -> (9000 * stains.cytoplasm[at] + 420 * stains.fibres[at]) * (1 - 0.5f * Math.min(1, nuclei))
				+ 900 * stains.blood[at];
			default -> 7000 * stains.fibres[at] * (1 - 0.6f * Math.min(1, nuclei)) + 1500 * stains.blood[at]
				+ 350 * stains.cytoplasm[at];
		};
	}

	/**
	 * Adds noise that grows with the square root of the light; the sum of four bytes is near enough to a bell curve.
	 */
	private static int count(final float light, final int noise) {
		final int bell = (noise & 0xff) + (noise >>> 8 & 0xff) + (noise >>> 16 & 0xff) + (noise >>> 24) - 510;
		final float count = DARK + light + bell * (1 / 150f) * (6 + 1.3f * (float) Math.sqrt(light));
		return Math.max(0, Math.min(65535, (int) (count + 0.5f)));
	}
}
