package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.unit;

/** A closed, rounded, uneven outline: an ellipse whose radius wavers two and three times around. */
final class Blob {

	private final float x0;
	private final float y0;
	private final float radius;
	private final float aspect;
	private final float dirX;
	private final float dirY;
	private final float cos2;
	private final float sin2;
	private final float cos3;
	private final float sin3;

	/**
	 * @param seed
	 *            of its shape
	 * @param x0
	 *            centre
	 * @param y0
	 *            centre
	 * @param radius
	 *            mean radius across its long axis, in pixels
	 * @param aspect
	 *            long axis by short axis, &ge; 1
	 * @param waver
	 *            how much the radius varies, as a share of it
	 */
	Blob(final int seed, final float x0, final float y0, final float radius, final float aspect, final float waver) {
		this.x0 = x0;
		this.y0 = y0;
		this.radius = radius;
		this.aspect = aspect;
		final float turns = unit(seed, 11, 0);
		dirX = Directions.cos(turns);
		dirY = Directions.sin(turns);
		cos2 = waver * (2 * unit(seed, 12, 0) - 1);
		sin2 = waver * (2 * unit(seed, 13, 0) - 1);
		cos3 = waver * (2 * unit(seed, 14, 0) - 1);
		sin3 = waver * (2 * unit(seed, 15, 0) - 1);
	}

	float radius() {
		return radius;
	}

	/**
	 * How far a position lies within the outline, in pixels; negative outside. Exact for a circle, near enough else.
	 */
	float depth(final float x, final float y) {
		final float dx = x - x0;
		final float dy = y - y0;
		final float u = (dx * dirX + dy * dirY) / aspect;
		final float v = dy * dirX - dx * dirY;
		final float distance = (float) Math.sqrt(u * u + v * v) + 1e-3f;
		return reach(u / distance, v / distance) - distance;
	}

	/** The position {@code depth} pixels inside the outline, {@code turns} full turns from the long axis. */
	float[] pointAt(final float turns, final float depth) {
		final float c = Directions.cos(turns);
		final float s = Directions.sin(turns);
		final float distance = reach(c, s) - depth;
		final float u = c * distance * aspect;
		final float v = s * distance;
		return new float[] { x0 + u * dirX - v * dirY, y0 + u * dirY + v * dirX };
	}

	private float reach(final float c, final float s) {
		final float c2 = c * c - s * s;
		final float s2 = 2 * c * s;
		final float c3 = c * c2 - s * s2;
		final float s3 = s * c2 + c * s2;
		return radius * (1 + cos2 * c2 + sin2 * s2 + cos3 * c3 + sin3 * s3);
	}
}
