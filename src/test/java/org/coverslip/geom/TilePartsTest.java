package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class TilePartsTest {

	@Test
	public void partsOfWholePixelsAreCopiedAsTheyAre() {
		final TileParts parts = new TileParts(1024, 1360, 16);
		assertEquals(64, parts.width());
		assertEquals(85, parts.height());
		assertEquals(new Subpixel(960, 0), parts.left(15));
		assertTrue(parts.top(15).isWhole());
	}

	@Test
	public void partsBetweenPixelsGetOnePixelMore() {
		final TileParts parts = new TileParts(1024, 1360, 64);
		assertEquals(22, parts.height());
		assertEquals(new Subpixel(21, Subpixel.ONE / 4), parts.top(1));
		assertEquals(new Subpixel(85, 0), parts.top(4));
	}

	@Test
	public void partsSmallerThanAPixelAreCopiedIntoOne() {
		final TileParts parts = new TileParts(16, 16, 32);
		assertEquals(1, parts.width());
		assertEquals(new Subpixel(0, Subpixel.ONE / 2), parts.left(1));
		assertThrows(IllegalArgumentException.class, () -> new TileParts(16, 16, 0));
	}

	/** Positions are rounded to 1/65536 before they are cut to 1/128. */
	@Test
	public void aPositionJustBelowAPixelIsThatPixel() {
		assertEquals(new Subpixel(8, 0), Subpixel.at(8 - 1e-6));
		assertEquals(new Subpixel(7, Subpixel.ONE - 1), Subpixel.at(8 - 1e-4));
		assertEquals(new Subpixel(-3, 64), Subpixel.at(-2.5));
		assertFalse(Subpixel.at(-2.5).isWhole());
	}

	@Test
	public void extentReachesIntoEachTouchedPixel() {
		final RealExtent extent = new RealExtent();
		extent.add(10, 20.5, 30, 5);
		extent.add(3.25, 22, 40, 5.25);
		assertEquals(44, extent.endX());
		assertEquals(28, extent.endY());
		assertEquals(4, RealExtent.wholeAbove(3.001));
		assertEquals(4, RealExtent.nearest(3.5));
		assertEquals(3, RealExtent.nearest(3.49));
	}
}
