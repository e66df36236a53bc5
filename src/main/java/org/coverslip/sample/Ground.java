package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.mix;
import static org.coverslip.sample.HashNoise.step;
import static org.coverslip.sample.HashNoise.unit;

/**
 * Draws what lies between the cells: fibres of stroma and muscle, the walls of fat cells, clefts, and the section's
 * edge. For one thread.
 */
final class Ground {

	/** Width of a fat cell in level-0 pixels: about 58 µm. */
	private static final int FAT_CELL = 232;

	private final AnatomyPatch patch;
	private final float[] start = new float[Anatomy.QUANTITIES];
	private final float[] slope = new float[Anatomy.QUANTITIES];
	private final NoiseCursor bundles = new NoiseCursor(51);
	private final NoiseCursor threads = new NoiseCursor(52);

	Ground(final AnatomyPatch patch) {
		this.patch = patch;
	}

	void paint(final Stains stains) {
		final SamplingFrame frame = stains.frame;
		for (int j = 0, at = 0; j < frame.height(); j++) {
			final int y0 = frame.y0() + j * frame.step();
			int from = 0;
			int next = Integer.MIN_VALUE;
			for (int i = 0; i < frame.width(); i++, at++) {
				final int x0 = frame.x0() + i * frame.step();
				if (x0 >= next) {
					from = patch.walk(x0, y0, start, slope);
					next = from + Anatomy.SPACING;
				}
				if (quantity(Anatomy.INSIDE, x0 - from) > -12) stains.fibres[at] = fibres(x0, y0, x0 - from);
			}
		}
	}

	private float quantity(final int number, final int right) {
		return start[number] + slope[number] * right;
	}

	/** Amount of fibrous matter at a position that lies {@code right} pixels right of a point of the map. */
	private float fibres(final int x0, final int y0, final int right) {
		final float across = quantity(Anatomy.ACROSS, right);
		final float along = quantity(Anatomy.ALONG, right);
		final float bundle = bundles.at(across * (1 / 15f), along * (1 / 130f));
		final float edge = step(-3, 3, quantity(Anatomy.INSIDE, right) + 22 * (bundle - 0.5f));
		if (edge == 0) return 0;
		final float thread = threads.at(across * (1 / 4.6f), along * (1 / 46f));
		final float strand = 0.62f * bundle + 0.38f * thread;
		final float loose = (0.22f + 0.80f * strand) * (0.20f + 0.80f * step(0.20f, 0.33f, strand));
		final float muscle = (0.74f + 0.34f * strand) * (0.55f + 0.45f * step(0.12f, 0.2f, strand));
		final float propria = 0.34f + 0.34f * thread;
		final float plain =
			mix(mix(loose, muscle, quantity(Anatomy.MUSCLE, right)), propria, quantity(Anatomy.MUCOSA, right));
		final float fat = quantity(Anatomy.FAT, right);
		final float amount = fat > 0 ? plain * mix(1, fatWall(x0, y0, strand), fat) : plain;
		return amount * edge * quantity(Anatomy.TONE, right);
	}

	/**
	 * 1 in the walls between fat cells, 0 within the cells: the distances to the two nearest cell centres differ little
	 * there.
	 */
	static float fatWall(final int x0, final int y0, final float ragged) {
		final int col = Math.floorDiv(x0, FAT_CELL);
		final int row = Math.floorDiv(y0, FAT_CELL);
		float nearest = Float.MAX_VALUE;
		float second = Float.MAX_VALUE;
		for (int r = row - 1; r <= row + 1; r++)
			for (int c = col - 1; c <= col + 1; c++) {
				final float dx = (c + 0.1f + 0.8f * unit(53, c, r)) * FAT_CELL - x0;
				final float dy = (r + 0.1f + 0.8f * unit(54, c, r)) * FAT_CELL - y0;
				final float distance = dx * dx + dy * dy;
				second = Math.min(second, Math.max(nearest, distance));
				nearest = Math.min(nearest, distance);
			}
		final float gap = (float) (Math.sqrt(second) - Math.sqrt(nearest));
		return step(12 + 10 * ragged, 4, gap);
	}
}
