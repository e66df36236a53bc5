package org.coverslip.geom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class ScaledRegionTest {

	@Test
	public void sizesFollowFromTheScaleAndScalesFromTheSize() {
		final Region region = new Region(10, 20, 1001, 502);
		assertEquals(new ScaledRegion(10, 20, 4, 4, 250, 126), ScaledRegion.at(region, new LevelScale(4)));
		assertEquals(new ScaledRegion(10, 20, 2.002, 5.02, 500, 100), ScaledRegion.fitting(region, 500, 100));
		assertEquals(new ScaledRegion(10, 20, 10.01, 10.01, 100, 50), ScaledRegion.within(region, 100));
		assertEquals(new ScaledRegion(10, 20, 1, 1, 1001, 502), ScaledRegion.within(region, 5000));
		assertEquals(1, ScaledRegion.at(region, new LevelScale(1e6)).width());
	}

	@Test
	public void aSideOfZeroKeepsTheProportions() {
		final Region region = new Region(10, 20, 1000, 500);
		assertEquals(new ScaledRegion(10, 20, 10, 10, 100, 50), ScaledRegion.proportional(region, 100, 0));
		assertEquals(new ScaledRegion(10, 20, 10, 10, 100, 50), ScaledRegion.proportional(region, 0, 50));
		assertEquals(new ScaledRegion(10, 20, 10, 5, 100, 100), ScaledRegion.proportional(region, 100, 100));
		assertEquals(1, ScaledRegion.proportional(Region.ofSize(1000, 1), 10, 0).height());
		assertThrows(IllegalArgumentException.class, () -> ScaledRegion.proportional(region, 0, 0));
		assertThrows(IllegalArgumentException.class, () -> ScaledRegion.proportional(region, -1, 5));
	}

	@Test
	public void cornersGoToTheNearestPixelOfLevel0() {
		assertEquals(new Region(10, 21, 18, 32), new ScaledRegion(10.4, 20.5, 2.5, 4, 7, 8).nearestLevel0());
	}

	@Test
	public void partsLieOnThePicturesGrid() {
		final ScaledRegion picture = new ScaledRegion(10, 20, 2.5, 4, 100, 100);
		assertEquals(new ScaledRegion(35, 60, 2.5, 4, 7, 8), picture.part(10, 10, 7, 8));
		assertEquals(new ScaledRegion(10, 60, 2.5, 4, 100, 8), picture.rows(10, 8));
		assertEquals(new Region(35, 60, 18, 32), picture.part(10, 10, 7, 8).coverLevel0());
		assertEquals(2.5, picture.finestPitch(), 0);
	}

	@Test
	public void refusesImpossibleScales() {
		assertThrows(IllegalArgumentException.class, () -> new ScaledRegion(0, 0, 0, 1, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new ScaledRegion(0, 0, 1, Double.NaN, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new ScaledRegion(0, 0, 1, Double.POSITIVE_INFINITY, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new ScaledRegion(0, Double.NaN, 1, 1, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new ScaledRegion(0, 0, 1, 1, 0, 1));
		assertThrows(IllegalArgumentException.class, () -> ScaledRegion.fitting(Region.ofSize(0, 5), 1, 1));
	}

	@Test
	public void roundingErrorsDoNotAddPixels() {
		assertEquals(new Region(373, 0, 37, 1), Region.covering(10 * 37.3, 0, 10 * 37.3 + 37.00000001, 1e-3));
		assertEquals(new Region(-2, -1, 3, 2), Region.covering(-1.5, -0.1, 0.5, 0.5));
	}

	@Test
	public void areasAreAveragedByTheirOverlaps() {
		final AxisSampling s = new AxisSampling(-3, 6, 4, new LevelScale(4), 4);
		assertWeights(s, 0, 0, 0.75);
		assertWeights(s, 1, 0, 0.25, 1, 0.25);
		assertWeights(s, 2, 2, 0.75, 0.75);
		assertWeights(s, 3, 3, 0.25);
		assertEquals(0, s.start());
		assertEquals(4, s.end());
		assertArrayEquals(new double[] { 0.75, 1.5, 1.5, 0.25 }, s.totals(), 0);
		final double[] sums = new double[5];
		s.addSums(new double[] { 10, 100 }, 1, 1, sums, 1);
		assertArrayEquals(new double[] { 0, 0, 10 + 25, 75, 0 }, sums, 0);
	}

	private static void assertWeights(final AxisSampling s, final int i, final long first, final double... weights) {
		assertEquals(first, s.first(i));
		assertEquals(weights.length, s.taps(i));
		for (int k = 0; k < weights.length; k++)
			assertEquals(weights[k], s.weight(i, k), 0);
	}

	@Test
	public void outsideALevelThereIsNothing() {
		final AxisSampling s = new AxisSampling(100, 2, 3, new LevelScale(1), 50);
		assertEquals(0, s.taps(0) + s.taps(1) + s.taps(2));
		assertEquals(s.start(), s.end());
		final AxisSampling finer = new AxisSampling(-0.5, 0.5, 4, new LevelScale(1), 1);
		assertEquals(0, finer.taps(0));
		assertEquals(1, finer.taps(1));
		assertEquals(1, finer.taps(2));
		assertEquals(0, finer.taps(3));
	}
}
