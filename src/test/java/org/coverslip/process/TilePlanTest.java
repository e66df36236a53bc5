package org.coverslip.process;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.TileCache;
import org.junit.Test;

/** Tiles to work on, and what the work leaves. */
public class TilePlanTest {

	private final Picture picture = Picture.of(ProceduralScene.rgb(700, 450, 256, 1).scene(),
		new RegionReader(TileCache.ofBytes(16 << 20))).build();
	private final TilePlan plan = new TilePlan(picture, 300, 20, Map.of("threshold", "77"));

	@Test
	public void eachPixelIsInOneTile() {
		assertEquals(List.of(3L, 2L, 6L), List.of(plan.columns(), plan.rows(), plan.count()));
		long pixels = 0;
		for (long i = 0; i < plan.count(); i++) {
			final Region tile = plan.tile(i);
			pixels += tile.area();
			assertEquals(i, plan.number(tile.x(), tile.y()));
			assertEquals(i, plan.number(tile.endX() - 1, tile.endY() - 1));
		}
		assertEquals(700 * 450, pixels);
		assertEquals(new Region(600, 300, 100, 150), plan.tile(5));
	}

	@Test
	public void theHaloEndsAtThePicturesEdges() throws IOException {
		final TileTask middle = plan.task(1, List.of(Plane.FIRST));
		assertEquals(new Region(280, 0, 340, 320), middle.around());
		assertEquals(List.of(20, 0), List.of(middle.left(), middle.top()));
		assertEquals("77", middle.values().get("threshold"));
		assertArrayEquals(picture.read(middle.around()).block().bytes(), middle.pixels(Plane.FIRST).bytes());
		assertEquals(new Region(580, 280, 120, 170), plan.task(5, List.of(Plane.FIRST)).around());
		assertThrows(IllegalArgumentException.class, () -> new TileTask(picture, List.of(Plane.FIRST),
			new Region(690, 0, 20, 10), new Region(690, 0, 20, 10), Map.of()));
	}

	@Test
	public void numbersInTablesStayWhatTheyAre() {
		final TileMeasurements table = new TileMeasurements(List.of(TileMeasurements.LABEL, "Area"),
			List.of(List.of("a", TileMeasurements.text(0.1f)), List.of("b", TileMeasurements.text(-12)),
				List.of("c", TileMeasurements.text(Double.NaN))));
		assertEquals(OptionalDouble.of(0.1f), table.number(0, table.column("Area")));
		assertEquals("-12", table.rows().get(1).get(1));
		assertEquals(OptionalDouble.of(Double.NaN), table.number(2, 1));
		assertEquals(OptionalDouble.empty(), table.number(0, 0));
		assertEquals(-1, table.column("X"));
		assertThrows(IllegalArgumentException.class,
			() -> new TileMeasurements(List.of("a"), List.of(List.of("1", "2"))));
	}
}
