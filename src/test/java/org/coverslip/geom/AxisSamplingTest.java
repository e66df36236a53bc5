package org.coverslip.geom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Arrays;

import org.junit.Test;

public class AxisSamplingTest {

	private static final LevelScale ONE = new LevelScale(1);

	private static void assertWeights(final AxisSampling s, final int i, final long first, final double... weights) {
		assertEquals(first, s.first(i));
		assertEquals(weights.length, s.taps(i));
		for (int k = 0; k < weights.length; k++)
			assertEquals(weights[k], s.weight(i, k), 1e-12);
	}

	/** Both ways agree between pixels; at the edge averaging counts what lies within the level. */
	@Test
	public void atTheLevelsOwnScalePixelsAreAveraged() {
		final AxisSampling s = new AxisSampling(-0.25, 1, 3, ONE, 2);
		assertWeights(s, 0, 0, 0.75);
		assertWeights(s, 1, 0, 0.25, 0.75);
		assertWeights(s, 2, 1, 0.25);
	}

	@Test
	public void finerPicturesAreInterpolatedBetweenCentres() {
		final AxisSampling s = new AxisSampling(0, 0.5, 6, ONE, 3);
		assertWeights(s, 0, 0, 1);
		assertWeights(s, 1, 0, 0.75, 0.25);
		assertWeights(s, 2, 0, 0.25, 0.75);
		assertWeights(s, 4, 1, 0.25, 0.75);
		assertWeights(s, 5, 2, 1);
	}

	@Test
	public void aCentreOnTheLevelsLeftEdgeIsInsideAndOnItsRightEdgeOutside() {
		final AxisSampling s = new AxisSampling(-0.75, 0.5, 8, ONE, 3);
		assertEquals(0, s.taps(0));
		assertWeights(s, 1, 0, 1);
		assertWeights(s, 6, 2, 1);
		assertEquals("its centre is at 3.0", 0, s.taps(7));
	}

	@Test
	public void roundingErrorsMakeNoTaps() {
		assertWeights(new AxisSampling(2 - 1e-12, 2, 1, ONE, 9), 0, 2, 1, 1);
		assertWeights(new AxisSampling(2 + 1e-12, 2, 1, ONE, 9), 0, 2, 1, 1);
	}

	@Test
	public void positionsAreThoseOfLevel0() {
		final AxisSampling s = new AxisSampling(40, 8, 3, new LevelScale(4), 50);
		assertEquals(3, s.count());
		assertWeights(s, 0, 10, 1, 1);
		assertWeights(s, 2, 14, 1, 1);
		assertEquals(10, s.start());
		assertEquals(16, s.end());
	}

	@Test
	public void whatLiesRightOfTheLevelDoesNotCountForTheEnd() {
		final AxisSampling s = new AxisSampling(44, 3, 10, ONE, 50);
		assertEquals(44, s.start());
		assertEquals(50, s.end());
		assertArrayEquals(new double[] { 3, 3, 0, 0, 0, 0, 0, 0, 0, 0 }, s.totals(), 0);
	}

	/** Far more taps than pixels: the weights outgrow the room that is made at first. */
	@Test
	public void aPixelOfManyTaps() {
		final AxisSampling s = new AxisSampling(0, 1000, 2, ONE, 1500);
		assertEquals(1000, s.taps(0));
		assertEquals(500, s.taps(1));
		assertArrayEquals(new double[] { 1000, 500 }, s.totals(), 0);
	}

	/** A line need not hold all that the picture needs: its parts are added one after the other. */
	@Test
	public void sumsOfPartsAddUp() {
		for (int samples = 1; samples <= 4; samples++) {
			final AxisSampling s = new AxisSampling(1.5, 3, 4, ONE, 13);
			final double[] line = new double[13 * samples];
			for (int i = 0; i < line.length; i++)
				line[i] = 1 + i * i % 17;
			final double[] sums = new double[1 + 4 * samples];
			for (final int[] part : new int[][] { { 0, 2 }, { 2, 5 }, { 5, 6 }, { 6, 13 } })
				s.addSums(Arrays.copyOfRange(line, part[0] * samples, part[1] * samples), part[0], samples,
					sums, 1);
			final double[] expected = new double[1 + 4 * samples];
			for (int i = 0; i < 4; i++)
				for (int k = 0; k < s.taps(i); k++)
					for (int c = 0; c < samples; c++)
						expected[1 + i * samples + c] += s.weight(i, k) * line[(int) (s.first(i) + k) * samples + c];
			assertArrayEquals(expected, sums, 1e-9);
		}
	}
}
