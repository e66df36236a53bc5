package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.coverslip.geom.TileLayout.PlacedTile;
import org.junit.Test;

public class PlacedTilesTest {

	private static List<Long> indexes(final List<PlacedTile> tiles) {
		return tiles.stream().map(PlacedTile::index).toList();
	}

	@Test
	public void noTiles() {
		final PlacedTiles none = PlacedTiles.builder().build();
		assertEquals(0, none.tileCount());
		assertTrue(none.bounds().isEmpty());
		assertEquals(List.of(), none.tilesIn(new Region(-5, -5, 10, 10)));
	}

	@Test
	public void aGridWithOverlaps() {
		final PlacedTiles grid = PlacedTiles.grid(3, 2, 100, 80, 90, 75);
		assertEquals(new Region(0, 0, 280, 155), grid.bounds());
		assertTrue(grid.isOnPixels());
		assertFalse(grid.isDisjoint());
		assertEquals(List.of(new PlacedTile(4, new Region(90, 75, 100, 80))),
			grid.tilesIn(new Region(150, 120, 10, 10)));
		assertEquals("the overlaps of four tiles, in paint order", List.of(0L, 1L, 3L, 4L),
			indexes(grid.tilesIn(new Region(95, 77, 1, 1))));
		assertEquals(List.of(), grid.tilesIn(new Region(280, 0, 10, 10)));
	}

	@Test
	public void aTileBetweenPixelsTouchesOneMore() {
		final PlacedTiles.Builder builder = PlacedTiles.builder();
		assertEquals(0, builder.add(-2.25, 3, 10, 10));
		final PlacedTiles one = builder.build();
		assertFalse(one.isOnPixels());
		assertEquals(new Region(-3, 3, 11, 10), one.bounds());
		final PlacedTile place = one.tilesIn(new Region(7, 5, 1, 1)).get(0);
		assertEquals(new Region(-3, 3, 10, 10), place.region());
		assertEquals(0.75, place.shiftX(), 0);
		assertEquals(0, place.shiftY(), 0);
		assertEquals(List.of(), one.tilesIn(new Region(8, 5, 1, 1)));
	}

	@Test
	public void findsWhatASearchOfAllTilesFinds() {
		final Random random = new Random(3);
		for (int round = 0; round < 20; round++) {
			final PlacedTiles.Builder builder = PlacedTiles.builder();
			final List<Region> touched = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				final double left = random.nextInt(2000) - 1000 + (round % 2) * random.nextDouble();
				final double top = random.nextInt(500) + (round % 3) * random.nextDouble();
				final int width = 1 + random.nextInt(round % 4 == 0 ? 400 : 30);
				final int height = 1 + random.nextInt(50);
				builder.add(left, top, width, height);
				touched.add(
					Region.between((long) Math.floor(left), (long) Math.floor(top), (long) Math.ceil(left + width),
					(long) Math.ceil(top + height)));
			}
			final PlacedTiles tiles = builder.build();
			for (int k = 0; k < 100; k++) {
				final Region region =
					new Region(random.nextInt(2400) - 1200, random.nextInt(800) - 100, random.nextInt(300),
					random.nextInt(300));
				final List<Long> expected = new ArrayList<>();
				for (int i = 0; i < touched.size(); i++)
					if (touched.get(i).intersects(region)) expected.add((long) i);
				assertEquals(expected, indexes(tiles.tilesIn(region)));
			}
		}
	}

	@Test
	public void tilesFarFromTheOriginAreFound() {
		final PlacedTiles.Builder builder = PlacedTiles.builder();
		for (int i = 0; i < 100; i++)
			assertEquals(i, builder.add(5000 + i % 10 * 30, 70_000 + i / 10 * 20, 30, 20));
		final PlacedTiles tiles = builder.build();
		for (int i = 0; i < 100; i++)
			assertEquals(List.of((long) i),
				indexes(tiles.tilesIn(new Region(5001 + i % 10 * 30, 70_001 + i / 10 * 20, 5, 5))));
	}

	/** A slide as large as the largest of MIRAX: finding tiles must not depend on their number. */
	@Test(timeout = 120_000)
	public void manyTilesAreFoundFast() {
		final PlacedTiles many = PlacedTiles.grid(500, 400, 256, 256, 250.5, 249.25);
		assertEquals(200_000, many.tileCount());
		assertEquals(200_000, many.tilesIn(many.bounds()).size());
		for (int i = 0; i < 100_000; i++)
			assertTrue(many.tilesIn(new Region(i, i % 90_000, 500, 500)).size() <= 16);
	}

	/** Tiles that a damaged file throws far apart cost no more memory than others. */
	@Test
	public void tilesFarApart() {
		final PlacedTiles.Builder builder = PlacedTiles.builder();
		builder.add(-(1L << 40), 0, 1, 1);
		builder.add(1L << 40, 1L << 40, 1, 1);
		final PlacedTiles far = builder.build();
		assertEquals(List.of(1L), indexes(far.tilesIn(new Region(1L << 40, 1L << 40, 5, 5))));
		assertEquals(List.of(0L), indexes(far.tilesIn(new Region(-(1L << 40), 0, 5, 5))));
	}

	@Test
	public void refusesWhatIsNoTile() {
		for (final double position : new double[] { Double.NaN, Double.POSITIVE_INFINITY, 1e30 })
			assertThrows(IllegalArgumentException.class, () -> PlacedTiles.builder().add(position, 0, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> PlacedTiles.builder().add(0, 0, 0, 1));
		for (final double position : new double[] { Double.NaN, Double.NEGATIVE_INFINITY, -1e30 })
			assertThrows(IllegalArgumentException.class, () -> PlacedTiles.builder().add(0, position, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> PlacedTiles.builder().add(0, 0, 1, 0));
		assertThrows(IllegalArgumentException.class, () -> PlacedTiles.grid(2, 2, 10, 10, 0, 10));
		assertThrows(IllegalArgumentException.class, () -> PlacedTiles.grid(2, 2, 10, 10, 10, 0));
	}
}
