package org.coverslip.export.walk;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.junit.Test;

public class TileSequenceTest {

	private static final int TILE = 2;

	/** What the pass of one thread does is the definition. */
	@Test
	public void isTheOrderOfOneThread() throws IOException {
		for (final int[] size : new int[][] { { 1, 1 }, { 2, 2 }, { 7, 3 }, { 10, 10 }, { 1, 9 }, { 33, 20 } }) {
			List<LevelSize> levels = new ArrayList<>(List.of(new LevelSize(size[0], size[1], TILE, TILE)));
			for (int i = 0; i < 7; i++) {
				final int columns = (int) levels.get(0).grid().columns();
				final int rows = (int) levels.get(0).grid().rows();
				for (final Supplier<TileOrder> order : List.<Supplier<TileOrder>> of(() -> new ZOrder(columns, rows),
					() -> new BandOrder(columns, rows, columns, 1), () -> new BandOrder(columns, rows, columns, 2),
					() -> new BandOrder(columns, rows, columns, 4), () -> new BandOrder(columns, rows, 8, 2),
					() -> new BandOrder(columns, rows, 3, 1)))
					assertEquals(size[0] + " x " + size[1], passed(levels, order.get()), sequence(levels, order.get()));
				levels = new ArrayList<>(levels);
				levels.add(levels.get(levels.size() - 1).half());
			}
		}
	}

	private static List<Place> passed(final List<LevelSize> levels, final TileOrder order) throws IOException {
		final List<Place> places = new ArrayList<>();
		final PixelBlock block = PixelBlock.zeros(new BlockShape(TILE, TILE, 1, PixelType.UINT8));
		new QuadtreePass(levels, HalfSize.TO_NEAREST, (col, row) -> new QuadtreePass.Tile(block, 0, 0),
			(level, col, row, tile) -> places.add(new Place(level, col, row)))
				.run(1, order, new ProgressMeter(ProgressListener.NONE, 1));
		return places;
	}

	private static List<Place> sequence(final List<LevelSize> levels, final TileOrder order) {
		final TileSequence sequence = new TileSequence(levels, order);
		final List<Place> places = new ArrayList<>();
		for (Optional<Place> next = sequence.next(); next.isPresent(); next = sequence.next())
			places.add(next.get());
		return places;
	}
}
