package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.hash;

/**
 * Haematoxylin and eosin in white light: each dye takes its share out of the three colours (Beer and Lambert's law), so
 * that what lies over each other darkens as on a real slide.
 * <p>
 * The optical densities of haematoxylin are those of Ruifrok and Johnston (Anal Quant Cytol Histol 23, 2001, p. 291);
 * eosin is a little warmer than theirs.
 */
final class BrightField {

	/** The bare glass, as red, green and blue. */
	private static final int[] GLASS = { 244, 242, 245 };
	private static final double[] HAEMATOXYLIN = { 0.65, 0.70, 0.29 };
	private static final double[] EOSIN = { 0.15, 0.83, 0.40 };
	private static final double[] BLOOD = { 0.10, 0.92, 0.74 };

	/** Entries of the tables per unit of dye. */
	private static final int STEPS = 112;
	private static final int ENTRIES = 256;

	/** Colour for each amount of haematoxylin (high byte) and eosin (low byte), as 0xRRGGBB. */
	private static final int[] COLORS = new int[ENTRIES * ENTRIES];
	/** Share of each colour, in 1/256, that an amount of blood lets through; element amount · 3 + colour. */
	private static final int[] THROUGH_BLOOD = new int[ENTRIES * 3];

	static {
		for (int h = 0; h < ENTRIES; h++)
			for (int e = 0; e < ENTRIES; e++)
				for (int c = 0; c < 3; c++) {
					final double density = (h * HAEMATOXYLIN[c] + e * EOSIN[c]) / STEPS;
					COLORS[h << 8 | e] |= (int) (GLASS[c] * StrictMath.exp(-density) + 0.5) << 16 - 8 * c;
				}
		for (int b = 0; b < ENTRIES; b++)
			for (int c = 0; c < 3; c++)
				THROUGH_BLOOD[3 * b + c] = (int) (256 * StrictMath.exp(-b * BLOOD[c] / STEPS) + 0.5);
	}

	private BrightField() {}

	/** Three interleaved bytes for each pixel. */
	static byte[] rgb(final Stains stains) {
		final SamplingFrame frame = stains.frame;
		final byte[] rgb = new byte[3 * stains.nuclei.length];
		for (int j = 0, at = 0; j < frame.height(); j++)
			for (int i = 0; i < frame.width(); i++, at++) {
				final int noise = hash(91, frame.x0() + i * frame.step(), frame.y0() + j * frame.step());
				write(rgb, 3 * at, stains, at, noise);
			}
		return rgb;
	}

	private static void write(final byte[] rgb, final int to, final Stains stains, final int at, final int noise) {
		final float nuclei = stains.nuclei[at];
		final float cytoplasm = stains.cytoplasm[at];
		final float fibres = stains.fibres[at];
		final float dither = (noise & 0xff) / 256f;
		final float veil = 1 - 0.75f * Math.min(1, nuclei);
		final float h = 1.12f * nuclei + 0.26f * cytoplasm + 0.035f * fibres;
		final float e = veil * (0.42f * cytoplasm + 0.66f * fibres) + 0.10f * nuclei;
		final int color = COLORS[index(h, dither) << 8 | index(e, dither)];
		final int grain = (noise >>> 8 & 3) + (noise >>> 10 & 3) - 3;
		int red = color >> 16 & 0xff;
		int green = color >> 8 & 0xff;
		int blue = color & 0xff;
		if (stains.blood[at] > 0) {
			final int b = 3 * index(stains.blood[at], dither);
			red = red * THROUGH_BLOOD[b] >> 8;
			green = green * THROUGH_BLOOD[b + 1] >> 8;
			blue = blue * THROUGH_BLOOD[b + 2] >> 8;
		}
		rgb[to] = (byte) Math.max(0, red + grain);
		rgb[to + 1] = (byte) Math.max(0, green + grain);
		rgb[to + 2] = (byte) Math.max(0, blue + grain);
	}

	private static int index(final float amount, final float dither) {
		return Math.min(ENTRIES - 1, (int) (amount * STEPS + dither));
	}
}
