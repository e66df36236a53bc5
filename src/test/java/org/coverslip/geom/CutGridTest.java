package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** Columns and rows of tiles with and without overlap. */
public class CutGridTest {

	@Test
	public void countsWithoutOverlap() {
		assertEquals(4, new CutGrid(1000, 1, 300, 300, 0).columns());
		assertEquals(1, new CutGrid(1000, 1, 300, 300, 0).rows());
		assertEquals(3, new CutGrid(900, 1, 300, 300, 0).columns());
		assertEquals(1, new CutGrid(300, 1, 300, 300, 0).columns());
		assertEquals(2, new CutGrid(301, 1, 300, 300, 0).columns());
	}

	@Test
	public void countsWithOverlapUntilTheEdgeIsReached() {
		assertEquals(5, new CutGrid(1000, 1, 300, 300, 100).columns());
		assertEquals(1, new CutGrid(300, 1, 300, 300, 100).columns());
		assertEquals(2, new CutGrid(500, 1, 300, 300, 100).columns());
		assertEquals(3, new CutGrid(501, 1, 300, 300, 100).columns());
		assertEquals(701, new CutGrid(1000, 1, 300, 300, 299).columns());
	}

	@Test
	public void tilesLieAStepApart() {
		final CutGrid grid = new CutGrid(1000, 700, 300, 200, 50);
		assertEquals(new Region(500, 450, 300, 200), grid.tile(2, 3));
		assertEquals(new Region(750, 600, 250, 100), grid.visible(3, 4));
	}

	@Test
	public void refused() {
		assertThrows(IllegalArgumentException.class, () -> new CutGrid(10, 10, 5, 4, 4));
		assertThrows(IllegalArgumentException.class, () -> new CutGrid(10, 10, 5, 5, -1));
		assertThrows(IllegalArgumentException.class, () -> new CutGrid(0, 10, 5, 5, 0));
		assertThrows(IllegalArgumentException.class, () -> new CutGrid(10, 10, 0, 5, 0));
	}
}
