package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.coverslip.geom.TileLayout.PlacedTile;
import org.junit.Test;

public class UniformTileGridTest {

	/** Turned by half a turn: the padding lies on the left and above. */
	private static final UniformTileGrid TURNED = new UniformTileGrid(-12, -7, 16, 10, 3, 4);

	private static List<Long> found(final long x, final long y, final long width, final long height) {
		return TURNED.tilesIn(new Region(x, y, width, height)).stream().map(PlacedTile::index).toList();
	}

	@Test
	public void coveringCountsBegunTiles() {
		assertEquals(new UniformTileGrid(0, 0, 256, 256, 2, 2), UniformTileGrid.covering(500, 257, 256, 256));
		assertEquals(new UniformTileGrid(0, 0, 256, 256, 2, 1), UniformTileGrid.covering(512, 256, 256, 256));
	}

	@Test
	public void tilesAreNumberedRowByRow() {
		assertEquals(new Region(-12, -7, 48, 40), TURNED.bounds());
		assertEquals(12, TURNED.tileCount());
		assertEquals(7, TURNED.index(1, 2));
		assertEquals(new Region(4, 13, 16, 10), TURNED.tileRegion(7));
		assertTrue(TURNED.isDisjoint());
		assertTrue(TURNED.isOnPixels());
	}

	@Test
	public void findsTheTilesThatARegionTouches() {
		assertEquals(List.of(7L), found(4, 13, 16, 10));
		assertEquals(List.of(3L, 4L, 6L, 7L), found(3, 12, 2, 2));
		assertEquals(List.of(0L), found(-100, -100, 90, 95));
		assertEquals(List.of(11L), found(35, 32, 100, 100));
		assertEquals(List.of(), found(36, 0, 10, 10));
		assertEquals(List.of(), found(0, 0, 0, 10));
		assertEquals(List.of(new PlacedTile(7, new Region(4, 13, 16, 10))), TURNED.tilesIn(new Region(5, 14, 1, 1)));
	}

	@Test
	public void refusesWhatIsNoGrid() {
		assertEquals(0, new UniformTileGrid(0, 0, 1, 1, 0, 0).tileCount());
		assertThrows(IllegalArgumentException.class, () -> new UniformTileGrid(0, 0, 0, 1, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new UniformTileGrid(0, 0, 1, 0, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new UniformTileGrid(0, 0, 1, 1, -1, 1));
		assertThrows(IllegalArgumentException.class, () -> new UniformTileGrid(0, 0, 1, 1, 1, -1));
		assertThrows(ArithmeticException.class, () -> new UniformTileGrid(0, 0, 1, 1, 1L << 32, 1L << 32));
		assertThrows(ArithmeticException.class, () -> new UniformTileGrid(0, 0, 4, 1, 1L << 62, 1));
		assertThrows(ArithmeticException.class, () -> new UniformTileGrid(0, 0, 1, 4, 1, 1L << 62));
	}
}
