package org.coverslip.spark;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.Test;

public class BatchesTest {

	private static SlidePiece unit(final int number, final long cost) {
		return SlidePiece.whole(new SlideUnit("/s/" + number, "/t/" + number, "/t/" + number, 1, 1, cost));
	}

	@Test
	public void theBiggestIsFirstAndSmallOnesGoTogether() {
		final List<SlidePiece> units = new ArrayList<>(IntStream.range(0, 1000).mapToObj(i -> unit(i, 10)).toList());
		units.add(500, unit(1000, 100_000));
		units.add(unit(1001, 1_000_000));
		final List<List<SlidePiece>> batches = Batches.of(units, 2);
		assertEquals(List.of(units.get(1001)), batches.get(0));
		assertEquals(List.of(units.get(500)), batches.get(1));
		assertTrue(batches.size() + " tasks", batches.size() == 3);
		assertEquals(1000, batches.get(2).size());
	}

	@Test
	public void eachUnitIsInOneBatch() {
		final List<SlidePiece> units = IntStream.range(0, 5000).mapToObj(i -> unit(i, i * 7919 % 1000)).toList();
		final List<List<SlidePiece>> batches = Batches.of(units, 4);
		assertTrue(batches.size() + " tasks", batches.size() > 100 && batches.size() < 200);
		assertEquals(5000, batches.stream().flatMap(List::stream).distinct().count());
		assertEquals(5000, batches.stream().mapToInt(List::size).sum());
		assertEquals(List.of(), Batches.of(List.of(), 4));
		assertEquals("without any cost", 1, Batches.of(List.of(unit(1, 0), unit(2, 0)), 4).size());
	}
}
