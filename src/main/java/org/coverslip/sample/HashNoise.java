package org.coverslip.sample;

/** Noise without state: every value is a hash of a seed and a position. */
final class HashNoise {

	private HashNoise() {}

	/** A well-mixed 32-bit word for each seed and position. */
	static int hash(final int seed, final int x, final int y) {
		int h = seed * 0x9e3779b1 + x * 0x85ebca77 + y * 0xc2b2ae3d;
		h = (h ^ h >>> 15) * 0x2c1b3c6d;
		h = (h ^ h >>> 12) * 0x297a2d39;
		return h ^ h >>> 15;
	}

	/** The hash as a number, 0 &le; value &lt; 1. */
	static float unit(final int seed, final int x, final int y) {
		return (hash(seed, x, y) >>> 8) * 0x1p-24f;
	}

	/** Smooth noise with one random value at each whole position, 0 &le; value &lt; 1. */
	static float smooth(final int seed, final float x, final float y) {
		final int col = floor(x);
		final int row = floor(y);
		final float fx = x - col;
		final float fy = y - row;
		final float u = fx * fx * (3 - 2 * fx);
		final float v = fy * fy * (3 - 2 * fy);
		final float top = mix(unit(seed, col, row), unit(seed, col + 1, row), u);
		final float bottom = mix(unit(seed, col, row + 1), unit(seed, col + 1, row + 1), u);
		return mix(top, bottom, v);
	}

	/** Smooth noise of several scales, each half as wide and half as strong as the one before, 0 &le; value &lt; 1. */
	static float fractal(final int seed, final float x, final float y, final int octaves) {
		float sum = 0;
		float weight = 1;
		float weights = 0;
		for (int i = 0; i < octaves; i++) {
			sum += weight * smooth(seed + i, x * (1 << i), y * (1 << i));
			weights += weight;
			weight /= 2;
		}
		return sum / weights;
	}

	/** {@code a} for 0, {@code b} for 1, a straight line between. */
	static float mix(final float a, final float b, final float t) {
		return a + (b - a) * t;
	}

	/** 0 up to {@code from}, 1 from {@code to} on, smooth between; falling if {@code from} &gt; {@code to}. */
	static float step(final float from, final float to, final float value) {
		final float t = (value - from) * (1 / (to - from));
		if (t <= 0) return 0;
		return t >= 1 ? 1 : t * t * (3 - 2 * t);
	}

	/** The largest whole number that is not above the value. */
	static int floor(final float value) {
		final int whole = (int) value;
		return value < whole ? whole - 1 : whole;
	}
}
