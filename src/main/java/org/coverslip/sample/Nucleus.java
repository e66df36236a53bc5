package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.step;

/**
 * One cell nucleus: an ellipse with an uneven border, clumped chromatin, a darker rim and at times a nucleolus.
 *
 * @param x0
 *            centre in level-0 pixels
 * @param y0
 *            centre in level-0 pixels
 * @param dirX
 *            unit vector along the long axis
 * @param dirY
 *            unit vector along the long axis
 * @param along
 *            long half-axis in level-0 pixels
 * @param across
 *            short half-axis in level-0 pixels
 * @param density
 *            amount of chromatin, about 1
 * @param seed
 *            of its texture
 */
record Nucleus(float x0, float y0, float dirX, float dirY, float along, float across, float density, int seed) {

	/** No nucleus reaches further from its centre, in level-0 pixels. */
	static final int REACH = 44;

	void paint(final Stains stains) {
		final SamplingFrame frame = stains.frame;
		final float reach = along * 1.15f + 1;
		final int endCol = frame.firstColumn(x0 + reach + 1);
		final int endRow = frame.firstRow(y0 + reach + 1);
		final NoiseCursor border = new NoiseCursor(seed);
		final NoiseCursor clumps = new NoiseCursor(seed + 1);
		final NoiseCursor clouds = new NoiseCursor(seed + 2);
		for (int j = frame.firstRow(y0 - reach); j < endRow; j++)
			for (int i = frame.firstColumn(x0 - reach); i < endCol; i++) {
				final int px = frame.x0() + i * frame.step();
				final int py = frame.y0() + j * frame.step();
				final float amount = amount(px, py, border, clumps, clouds);
				if (amount <= 0) continue;
				final int at = j * frame.width() + i;
				stains.nuclei[at] = Math.max(stains.nuclei[at], amount);
			}
	}

	private float amount(final int px, final int py, final NoiseCursor border, final NoiseCursor clumps,
		final NoiseCursor clouds)
	{
		final float dx = px - x0;
		final float dy = py - y0;
		final float u = (dx * dirX + dy * dirY) / along;
		final float v = (dy * dirX - dx * dirY) / across;
		final float plain = u * u + v * v;
		if (plain > 1.4f) return 0;
		final float q = plain + 0.34f * (border.at(dx / 8, dy / 8) - 0.5f);
		final float edge = step(1.12f, 0.72f, q);
		if (edge == 0) return 0;
		final float chromatin = 0.65f * clumps.at(px * (1 / 3.1f), py * (1 / 3.1f))
			+ 0.35f * clouds.at(px * (1 / 6.3f), py * (1 / 6.3f));
		final float rim = step(0.45f, 0.85f, q);
		final float nx = u - 0.25f;
		final float ny = v + 0.2f;
		final float nucleolus = (seed & 3) == 0 ? step(0.07f, 0.03f, nx * nx + ny * ny) : 0;
		return density * edge * (0.50f + 0.62f * chromatin + 0.16f * rim + 0.45f * nucleolus);
	}
}
