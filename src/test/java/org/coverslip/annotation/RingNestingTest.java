package org.coverslip.annotation;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.Test;

public class RingNestingTest {

	private static Vertices square(final double x, final double y, final double side) {
		return Vertices.ofBox(new Box(x, y, side, side));
	}

	@Test
	public void ringsAreNestedWhateverTheirOrder() {
		final Vertices lake = square(10, 10, 80);
		final Vertices island = square(30, 30, 20);
		final Vertices pond = square(35, 35, 5);
		final Vertices other = square(60, 60, 5);
		final Vertices far = square(200, 0, 10);
		final List<Vertices> all = new ArrayList<>(List.of(square(0, 0, 100), lake, island, pond, other, far));
		for (int i = 0; i < 50; i++) {
			Collections.shuffle(all, new Random(i));
			final List<Polygon> polygons = RingNesting.polygons(all);
			assertEquals(4, polygons.size());
			assertEquals(100 * 100 - 80 * 80 + 20 * 20 - 5 * 5 + 5 * 5 + 10 * 10,
				Geometry.polygons(polygons).area(), 0);
			assertEquals(List.of(List.of(lake), List.of(pond)),
				polygons.stream().filter(polygon -> !polygon.holes().isEmpty())
					.sorted((a, b) -> Double.compare(b.area(), a.area())).map(Polygon::holes).toList());
		}
	}

	/** A hole that touches its shell at a corner, with a side, or with all corners. */
	@Test
	public void ringsMayTouch() {
		final Vertices shell = square(0, 0, 10);
		for (final Vertices hole : List.of(square(0, 0, 4), square(6, 3, 4), Vertices.of(5, 0, 10, 5, 5, 10, 0, 5))) {
			assertEquals(List.of(new Polygon(shell, List.of(hole))), RingNesting.polygons(List.of(hole, shell)));
			assertEquals(2, RingNesting.polygons(List.of(hole.reversed(), square(10, 0, 10))).size());
		}
	}

	/** In the box of a ring, but not in the ring. */
	@Test
	public void aRingInABay() {
		final Vertices bay = Vertices.of(0, 0, 30, 0, 30, 10, 10, 10, 10, 20, 30, 20, 30, 30, 0, 30);
		assertEquals(2, RingNesting.polygons(List.of(square(15, 12, 5), bay)).size());
		assertEquals(1, RingNesting.polygons(List.of(square(2, 12, 5), bay)).size());
	}

	@Test(timeout = 20_000)
	public void manyRings() {
		final List<Vertices> rings = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			rings.add(square(i % 400 * 10, i / 400 * 10, 8));
			rings.add(square(i % 400 * 10 + 2, i / 400 * 10 + 2, 4));
		}
		final List<Polygon> polygons = RingNesting.polygons(rings);
		assertEquals(100_000, polygons.size());
		assertEquals(100_000 * (64 - 16), Geometry.polygons(polygons).area(), 0);
	}
}
