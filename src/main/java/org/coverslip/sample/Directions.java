package org.coverslip.sample;

/** Unit vectors all around, from {@link StrictMath} so that they are the same on every machine. */
final class Directions {

	/** Number of directions. */
	static final int COUNT = 2048;

	private static final float[] COSINES = new float[COUNT];
	private static final float[] SINES = new float[COUNT];

	static {
		for (int i = 0; i < COUNT; i++) {
			COSINES[i] = (float) StrictMath.cos(2 * Math.PI * i / COUNT);
			SINES[i] = (float) StrictMath.sin(2 * Math.PI * i / COUNT);
		}
	}

	private Directions() {}

	/** Cosine of {@code turns} full turns. */
	static float cos(final float turns) {
		return COSINES[(int) (turns * COUNT) & COUNT - 1];
	}

	/** Sine of {@code turns} full turns. */
	static float sin(final float turns) {
		return SINES[(int) (turns * COUNT) & COUNT - 1];
	}
}
