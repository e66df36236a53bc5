package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.fractal;
import static org.coverslip.sample.HashNoise.mix;
import static org.coverslip.sample.HashNoise.smooth;
import static org.coverslip.sample.HashNoise.step;

/**
 * The tissue as a map: what kind of tissue lies at a position of the slide. It changes slowly, so that one value every
 * {@link #SPACING} pixels is enough; {@link AnatomyPatch} interpolates.
 * <p>
 * The section resembles a wall of the gut: glands on top, then loose stroma with vessels, muscle, and fat below. Its
 * outline fills the slide whatever the slide's size; cells and fibres keep their natural size.
 */
final class Anatomy {

	/** Level-0 pixels between two points of the map. */
	static final int SPACING = 16;

	/** Distance inwards from the section's border, in level-0 pixels; negative on the glass. */
	static final int INSIDE = 0;
	/** Share of tissue with glands, 0 to 1. */
	static final int MUCOSA = 1;
	/** Share of muscle. */
	static final int MUSCLE = 2;
	/** Share of fat. */
	static final int FAT = 3;
	/** Coordinate across the fibres, in level-0 pixels. */
	static final int ACROSS = 4;
	/** Coordinate along the fibres, in level-0 pixels. */
	static final int ALONG = 5;
	/** How strongly eosin has stained, about 1. */
	static final int TONE = 6;
	/** Density of small round inflammatory cells, 0 to 1. */
	static final int LYMPHOCYTES = 7;
	/** Thickness of the section, 1 but in folds. */
	static final int THICKNESS = 8;
	/** Number of quantities in the map. */
	static final int QUANTITIES = 9;

	private final float width;
	private final float height;
	private final float shorter;

	/**
	 * @param width
	 *            of the slide in level-0 pixels
	 * @param height
	 *            likewise
	 */
	Anatomy(final long width, final long height) {
		this.width = width;
		this.height = height;
		shorter = Math.min(width, height);
	}

	/**
	 * Describes one position.
	 *
	 * @param x0
	 *            in level-0 pixels
	 * @param y0
	 *            in level-0 pixels
	 * @param to
	 *            receives {@link #QUANTITIES} numbers
	 * @param at
	 *            index of the first of them
	 */
	void describe(final float x0, final float y0, final float[] to, final int at) {
		final float u = (x0 / width - 0.5f) * 2;
		final float v = (y0 / height - 0.5f) * 2;
		to[at + INSIDE] = inside(x0, y0, u, v);
		final float depth = v + 0.45f * (fractal(11, u * 1.3f + 9, v * 1.3f + 4, 3) - 0.5f) + 0.16f * u
			+ 0.10f * (smooth(12, x0 / 420, y0 / 420) - 0.5f);
		to[at + MUCOSA] = step(-0.12f, -0.17f, depth);
		to[at + FAT] = step(0.50f, 0.53f, depth) * step(0.34f, 0.44f, fractal(13, x0 / 900, y0 / 900, 2));
		to[at + MUSCLE] = step(0.18f, 0.24f, depth) * (1 - to[at + FAT]);
		warp(x0, y0, depth, to, at);
		to[at + TONE] = 0.78f + 0.36f * fractal(15, x0 / 700, y0 / 700, 3);
		to[at + LYMPHOCYTES] = lymphocytes(x0, y0, depth);
		to[at + THICKNESS] = 1 + 0.85f * fold(u, v, x0, y0);
	}

	private float inside(final float x0, final float y0, final float u, final float v) {
		final float wobble = 0.62f * (fractal(1, u * 1.7f + 3, v * 1.7f + 5, 3) - 0.5f);
		final float section = 0.86f - radius(u * 1.02f + 0.03f, v * 1.08f + 0.06f) + wobble;
		final float fragment = 0.13f - radius(u - 0.78f, (v - 0.78f) * 0.8f) + wobble * 0.35f;
		final float edge = Math.max(section, fragment) * shorter / 2;
		return edge + 46 * (fractal(2, x0 / 190, y0 / 190, 3) - 0.5f);
	}

	private static float radius(final float u, final float v) {
		return (float) Math.sqrt(u * u + v * v);
	}

	/** Fibre coordinates: straight ones, bent by slow noise; muscle runs along the wall, stroma every way. */
	private static void warp(final float x0, final float y0, final float depth, final float[] to, final int at) {
		final float calm = step(0.16f, 0.26f, depth);
		final float strength = mix(620, 190, calm);
		final float bendX = (fractal(21, x0 / 760, y0 / 760, 2) - 0.5f) * strength;
		final float bendY = (fractal(23, x0 / 760, y0 / 760, 2) - 0.5f) * strength;
		to[at + ACROSS] = y0 + 0.25f * x0 + bendY * 1.6f;
		to[at + ALONG] = x0 - 0.25f * y0 + bendX * 1.6f;
	}

	private static float lymphocytes(final float x0, final float y0, final float depth) {
		final float follicle = step(0.69f, 0.76f, fractal(31, x0 / 900, y0 / 900, 2)) * step(0.12f, 0.02f, depth);
		final float scattered = 0.30f * step(-0.10f, -0.18f, depth) + 0.05f;
		return Math.max(follicle, scattered);
	}

	private static float fold(final float u, final float v, final float x0, final float y0) {
		final float line = u * 0.8f + v * 0.55f + 0.22f * (smooth(41, u * 3 + 7, v * 3 + 2) - 0.5f);
		final float near = Math.abs(line - 0.24f);
		final float where = step(0.5f, 0.66f, smooth(42, u * 2.6f + 11, v * 2.6f + 17));
		final float second = Math.abs(u * 0.5f - v * 0.9f + 0.28f + 0.2f * (smooth(43, u * 3, v * 3 + 8) - 0.5f));
		final float whereElse = step(0.55f, 0.7f, smooth(44, u * 2.2f + 1, v * 2.2f + 5));
		final float ragged = 0.7f + 0.6f * smooth(45, x0 / 150, y0 / 150);
		return Math.max(step(0.016f * ragged, 0.009f, near) * where, step(0.012f * ragged, 0.006f, second) * whereElse);
	}
}
