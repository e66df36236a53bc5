package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class RegionTest {

	private static final Region BOX = new Region(-3, 5, 10, 20);

	@Test
	public void endsAreExclusive() {
		assertEquals(7, BOX.endX());
		assertEquals(25, BOX.endY());
		for (final long[] corner : new long[][] { { -3, 5 }, { 6, 5 }, { -3, 24 }, { 6, 24 } })
			assertTrue(BOX.contains(corner[0], corner[1]));
		for (final long[] outside : new long[][] { { -4, 5 }, { 7, 5 }, { -3, 4 }, { -3, 25 }, { 100, 100 } })
			assertFalse(BOX.contains(outside[0], outside[1]));
	}

	@Test
	public void sidesMayBeZeroButNotLess() {
		assertTrue(new Region(1, 2, 0, 5).isEmpty());
		assertTrue(new Region(1, 2, 5, 0).isEmpty());
		assertFalse(new Region(1, 2, 1, 1).isEmpty());
		assertThrows(IllegalArgumentException.class, () -> new Region(0, 0, -1, 1));
		assertThrows(IllegalArgumentException.class, () -> new Region(0, 0, 1, -1));
	}

	@Test
	public void noCornerLiesBeyondTheLargestNumber() {
		assertEquals(Long.MAX_VALUE, new Region(Long.MAX_VALUE - 1, 0, 1, 1).endX());
		assertThrows(ArithmeticException.class, () -> new Region(Long.MAX_VALUE, 0, 1, 1));
		assertThrows(ArithmeticException.class, () -> new Region(0, Long.MAX_VALUE, 1, 1));
		assertThrows(ArithmeticException.class, () -> BOX.translate(Long.MAX_VALUE, 0));
		assertThrows(ArithmeticException.class, () -> BOX.translate(0, Long.MAX_VALUE));
		assertThrows(ArithmeticException.class, () -> Region.ofSize(1L << 32, 1L << 32).area());
	}

	@Test
	public void containsRegionsUpToItsEdges() {
		assertTrue(BOX.contains(BOX));
		assertTrue(BOX.contains(new Region(-3, 5, 1, 1)));
		assertTrue(BOX.contains(new Region(6, 24, 1, 1)));
		assertFalse(BOX.contains(new Region(-4, 5, 3, 3)));
		assertFalse(BOX.contains(new Region(-3, 4, 3, 3)));
		assertFalse(BOX.contains(new Region(5, 6, 3, 3)));
		assertFalse(BOX.contains(new Region(-3, 23, 3, 3)));
		assertTrue("an empty region lies in all", BOX.contains(new Region(100, 100, 0, 3)));
	}

	@Test
	public void betweenCornersInTheWrongOrderIsNothing() {
		assertEquals(BOX, Region.between(-3, 5, 7, 25));
		assertEquals(new Region(4, 5, 0, 20), Region.between(4, 5, 3, 25));
		assertEquals(new Region(4, 5, 2, 0), Region.between(4, 5, 6, 4));
	}

	@Test
	public void sharesWhatLiesInBoth() {
		assertEquals(new Region(2, 10, 5, 15), BOX.intersect(new Region(2, 10, 100, 100)));
		assertEquals(new Region(-3, 5, 3, 6), BOX.intersect(new Region(-50, -50, 50, 61)));
		assertTrue(BOX.intersects(new Region(6, 24, 1, 1)));
		assertFalse("neighbours share nothing", BOX.intersects(new Region(7, 5, 10, 20)));
		assertFalse(BOX.intersects(new Region(-3, 25, 10, 20)));
	}

	@Test
	public void unionHoldsBothAndAnEmptyRegionAddsNothing() {
		assertEquals(new Region(-5, 5, 35, 45), BOX.union(new Region(-5, 30, 35, 20)));
		assertEquals(new Region(-3, 0, 10, 25), BOX.union(new Region(0, 0, 1, 1)));
		final Region farAndEmpty = new Region(1000, 1000, 0, 7);
		assertEquals(BOX, BOX.union(farAndEmpty));
		assertEquals(BOX, farAndEmpty.union(BOX));
	}

	@Test
	public void movesWithoutChangingItsSize() {
		assertEquals(new Region(7, -95, 10, 20), BOX.translate(10, -100));
	}

	@Test
	public void alignedCornersAreMultiplesOfTheSteps() {
		assertEquals(new Region(-4, 0, 12, 30), BOX.alignedTo(4, 10));
		assertEquals("what is aligned stays", new Region(-4, 10, 8, 20), new Region(-4, 10, 8, 20).alignedTo(4, 10));
	}

	@Test
	public void areaAndText() {
		assertEquals(200, BOX.area());
		assertEquals("10 x 20 at (-3, 5)", BOX.toString());
	}

	@Test
	public void sliversOfAMillionthCoverNoPixel() {
		assertEquals(new Region(2, 3, 4, 5), Region.covering(2 - 1e-7, 3 - 1e-7, 6 + 1e-7, 8 + 1e-7));
		assertEquals(new Region(1, 2, 6, 7), Region.covering(2 - 1e-5, 3 - 1e-5, 6 + 1e-5, 8 + 1e-5));
	}
}
