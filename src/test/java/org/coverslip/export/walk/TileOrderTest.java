package org.coverslip.export.walk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.coverslip.export.walk.TileOrder.Cell;
import org.junit.Test;

public class TileOrderTest {

	@Test
	public void eachTileOnce() {
		for (final int[] size : new int[][] { { 1, 1 }, { 5, 3 }, { 1, 100 }, { 64, 2 }, { 33, 17 } })
			for (final TileOrder order : List.of(new ZOrder(size[0], size[1]), new BandOrder(size[0], size[1], 1, 1),
				new BandOrder(size[0], size[1], 8, 2), new BandOrder(size[0], size[1], 1000, 4))) {
				final List<Cell> cells = all(order);
				assertEquals(size[0] * size[1], cells.size());
				assertEquals(cells.size(), new HashSet<>(cells).size());
				assertTrue(cells.stream().allMatch(c -> c.col() < size[0] && c.row() < size[1]));
			}
	}

	@Test
	public void fourNeighboursFollowEachOther() {
		final List<Cell> cells = all(new ZOrder(13, 9));
		// once a tile of any coarser grid is left, it is not entered again
		for (int shift = 1; shift < 4; shift++) {
			final List<Cell> left = new ArrayList<>();
			for (final Cell cell : cells) {
				final Cell coarse = new Cell(cell.col() >> shift, cell.row() >> shift);
				if (!left.isEmpty() && left.get(left.size() - 1).equals(coarse)) continue;
				assertTrue(coarse + " is entered twice", !left.contains(coarse));
				left.add(coarse);
			}
		}
	}

	@Test
	public void bandsAreVisitedRowByRow() {
		final List<Cell> cells = all(new BandOrder(5, 2, 2, 1));
		assertEquals("00 10 01 11 20 30 21 31 40 41",
			cells.stream().map(c -> "" + c.col() + c.row()).collect(Collectors.joining(" ")));
	}

	@Test
	public void neighboursComeLaterAndTheLastColumnLast() {
		assertEquals("0 2 1 3 4", columns(new BandOrder(5, 1, 5, 2)));
		assertEquals("0 2 4 1 3 5", columns(new BandOrder(6, 1, 8, 2)));
		assertEquals("0 4 1 5 2 6 3 7", columns(new BandOrder(8, 1, 64, 4)));
		assertEquals("0", columns(new BandOrder(1, 1, 64, 8)));
	}

	private static String columns(final TileOrder order) {
		return all(order).stream().map(c -> "" + c.col()).collect(Collectors.joining(" "));
	}

	@Test
	public void longGridsAreQuicklyWalked() {
		assertEquals(3_000_000, count(new ZOrder(1, 3_000_000)));
	}

	private static List<Cell> all(final TileOrder order) {
		final List<Cell> cells = new ArrayList<>();
		for (Optional<Cell> cell = order.next(); cell.isPresent(); cell = order.next())
			cells.add(cell.get());
		return cells;
	}

	private static int count(final TileOrder order) {
		int n = 0;
		while (order.next().isPresent())
			n++;
		return n;
	}
}
