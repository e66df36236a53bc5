package org.coverslip.export.walk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import java.io.IOException;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.junit.Test;

public class PlaneReaderTest {

	private static final int COLUMNS = 100;

	private static Scene scene(final int tileWidth, final int tileHeight) {
		return DrawnScene.of(3300, 100, PixelType.UINT8, 1).tiles(tileWidth, tileHeight).build();
	}

	/** The 65th tile that is read of three rows: in squares or rows it is another than in bands of 64 columns. */
	private static Cell cell65(final Scene scene, final long x, final long y, final int side, final int margin) {
		final Region region = new Region(x, y, COLUMNS * (long) side, 3L * side);
		try (PlaneReader reader = new PlaneReader(scene, 0, region,
			UniformTileGrid.covering(region.width(), region.height(), side, side), margin)) {
			final TileOrder order = reader.order();
			for (int i = 0; i < 64; i++)
				order.next();
			return order.next().orElseThrow();
		}
	}

	@Test
	public void tilesMadeOfWholeOnesAreReadInSquares() {
		final Cell square = new Cell(22, 0);
		assertEquals(square, cell65(scene(16, 16), 0, 0, 16, 0));
		assertEquals(square, cell65(scene(16, 16), 32, 16, 16, 0));
		assertEquals(square, cell65(scene(8, 4), 24, 12, 32, 0));
	}

	@Test
	public void othersAreReadInBands() {
		final Cell band = new Cell(0, 1);
		assertEquals("a margin", band, cell65(scene(16, 16), 0, 0, 16, 1));
		assertEquals("between columns", band, cell65(scene(16, 16), 1, 0, 16, 0));
		assertEquals("between rows", band, cell65(scene(16, 16), 0, 1, 16, 0));
		assertEquals("wider tiles", band, cell65(scene(32, 16), 0, 0, 16, 0));
		assertEquals("higher tiles", band, cell65(scene(16, 32), 0, 0, 16, 0));
		assertEquals("not wide enough for a strip", band, cell65(scene(127, 8), 0, 0, 16, 0));
		assertEquals("too high for a strip", band, cell65(scene(128, 17), 0, 0, 16, 0));
	}

	@Test
	public void stripsAreReadRowByRow() {
		assertEquals(new Cell(64, 0), cell65(scene(128, 16), 0, 0, 16, 0));
		assertEquals(new Cell(64, 0), cell65(scene(3300, 1), 5, 0, 16, 2));
	}

	@Test
	public void nothingStoredIsBackground() throws IOException {
		final Scene scene = DrawnScene.of(60, 40, PixelType.UINT8, 3).tiles(10, 10).background(0x102030)
			.stored(Region.ofSize(15, 15)).build();
		final Region region = new Region(5, 5, 55, 35);
		try (PlaneReader reader =
			new PlaneReader(scene, 0, region, UniformTileGrid.covering(55, 35, 10, 10), 0)) {
			final PixelBlock blank = reader.tile(Plane.FIRST, 3, 2);
			for (int s = 0; s < 3; s++)
				assertEquals(0x10 * (s + 1), blank.value(9, 9, s), 0);
			assertSame("made once", blank, reader.tile(Plane.FIRST, 4, 2));
			final PixelBlock partly = reader.tile(Plane.FIRST, 1, 0);
			assertEquals(0x20, partly.value(5, 0, 1), 0);
			assertEquals("the last tile has five columns and rows", 5, reader.validWidth(5));
			assertEquals(5, reader.validHeight(3));
		}
	}
}
