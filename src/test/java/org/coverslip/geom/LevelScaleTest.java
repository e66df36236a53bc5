package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.OptionalLong;

import org.junit.Test;

public class LevelScaleTest {

	private static final LevelScale FOUR = new LevelScale(4);

	@Test
	public void refusesWhatIsNoScale() {
		for (final double no : new double[] { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
			assertThrows(IllegalArgumentException.class, () -> new LevelScale(no));
	}

	@Test
	public void betweenSizesIsTheMeanOfBothRatios() {
		assertEquals((602.0 / 150 + 1001.0 / 250) / 2, LevelScale.between(1001, 602, 250, 150).downsample(), 0);
		assertEquals(3, LevelScale.between(100, 200, 50, 50).downsample(), 0);
	}

	@Test
	public void wholeScalesAreNearTheMean() {
		assertEquals(4, LevelScale.wholeNear(4.003, 3.99).downsample(), 0);
		assertEquals("halves upwards", 5, LevelScale.wholeNear(4, 5).downsample(), 0);
	}

	@Test
	public void commonDivisorIsTheLeastThatExplainsBothLengths() {
		assertEquals(OptionalLong.of(4), LevelScale.commonDivisor(1001, 250, 602, 151));
		assertEquals("rounded down", OptionalLong.of(3), LevelScale.commonDivisor(11, 3, 10, 3));
		assertEquals("1000 by 4, 602 by 3", OptionalLong.empty(), LevelScale.commonDivisor(1000, 250, 602, 200));
		assertEquals("9 by 2, 9 by 3 or 4", OptionalLong.empty(), LevelScale.commonDivisor(9, 4, 9, 3));
		assertEquals("never 1", OptionalLong.empty(), LevelScale.commonDivisor(100, 100, 100, 100));
		assertEquals("a length of 1 sets no upper limit", OptionalLong.of(91),
			LevelScale.commonDivisor(1000, 10, 3, 1));
		assertEquals(OptionalLong.of(2), LevelScale.commonDivisor(3, 2, 3, 1));
	}

	@Test
	public void lengthsAndPositionsInTheLevel() {
		assertEquals(2, FOUR.wholePixels(11));
		assertEquals(3, FOUR.startedPixels(11));
		assertEquals(2, FOUR.startedPixels(8));
		assertEquals(3, FOUR.lengthInLevel(10));
		assertEquals("1 at least", 1, FOUR.lengthInLevel(1));
		assertEquals(-1, FOUR.toLevel(-1));
		assertEquals(2, FOUR.toLevel(11));
		assertEquals(2.75, FOUR.toLevelExact(11), 0);
		assertEquals(44, FOUR.toLevel0(11));
		assertEquals("halves upwards", 8, new LevelScale(2.5).toLevel0(3));
	}

	@Test
	public void boundariesHalfwayGoTowardsZero() {
		assertEquals(1, FOUR.nearestBoundary(6));
		assertEquals(2, FOUR.nearestBoundary(7));
		assertEquals(-1, FOUR.nearestBoundary(-6));
		assertEquals(-2, FOUR.nearestBoundary(-7));
		assertEquals(0, FOUR.nearestBoundary(0));
	}

	@Test
	public void coveringReachesOutwards() {
		assertEquals(new Region(-1, 2, 5, 2), FOUR.coverLevel(new Region(-1, 11, 14, 5)));
	}

	/** The far corner is rounded itself; its place does not follow from the near one and the rounded size. */
	@Test
	public void bothCornersAreRoundedToTheNearestPixel() {
		assertEquals(new Region(1, 1, 2, 3), FOUR.roundToLevel(new Region(3, 5, 10, 10)));
		assertEquals(new Region(0, 0, 3, 2), FOUR.roundToLevel(new Region(1, -1, 9, 8)));
		assertEquals("neighbours stay neighbours", FOUR.roundToLevel(new Region(1, 0, 9, 4)).endX(),
			FOUR.roundToLevel(new Region(10, 0, 9, 4)).x());
	}

	@Test
	public void roundingLeavesAPixelOfAllButNothing() {
		assertEquals(new Region(5, 8, 1, 1), FOUR.roundToLevel(new Region(20, 30, 1, 1)));
		assertEquals(new Region(5, 8, 0, 1), FOUR.roundToLevel(new Region(20, 30, 0, 1)));
		assertEquals(new Region(5, 8, 1, 0), FOUR.roundToLevel(new Region(20, 30, 1, 0)));
	}

	@Test
	public void levelRegionsShowWhatLiesBetweenTheirRoundedCorners() {
		assertEquals(new Region(3, 8, 7, 5), new LevelScale(2.5).toLevel0(new Region(1, 3, 3, 2)));
	}

	@Test
	public void wholeRatiosAreOneAtLeast() {
		assertEquals(3, LevelScale.wholeRatio(11, 4));
		assertEquals(1, LevelScale.wholeRatio(1, 9));
	}

	@Test
	public void sizesAreNearWithinTwoPixelsOrOneInAThousand() {
		assertTrue(LevelScale.isNear(100, 102));
		assertFalse(LevelScale.isNear(100, 103));
		assertFalse(LevelScale.isNear(103, 100));
		assertTrue(LevelScale.isNear(9990, 10_000));
		assertTrue(LevelScale.isNear(5000, 4995));
		assertFalse(LevelScale.isNear(9988, 10_000));
	}
}
