package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.Halving;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Workers;

/**
 * Makes all levels of a pyramid in one pass over the finest: as soon as the four tiles under a tile of the next level
 * are there, that tile is made from them, and so on upwards.
 * <p>
 * Memory: if the finest tiles are visited in {@link ZOrder}, each level has at most one more unfinished tile at a time
 * than there are threads; in {@link BandOrder}, half a row of the band, half of that in the level above, and so on.
 */
public final class QuadtreePass {

	/** Gives the finest level's tiles, each once; called from several threads. */
	@FunctionalInterface
	public interface Source {

		Tile tile(long col, long row) throws IOException;
	}

	/**
	 * A tile of the finest level, within a block that may also hold padding or an overlap.
	 *
	 * @param x
	 *            the tile's left column in the block
	 * @param y
	 *            its top row
	 */
	public record Tile(PixelBlock block, int x, int y) {}

	/** Takes finished tiles of all levels, each once; called from several threads. */
	@FunctionalInterface
	public interface Sink {

		/**
		 * @param tile
		 *            for the finest level, the block that the source gave; for all others, a tile of the full size with
		 *            its padding filled
		 */
		void accept(int level, long col, long row, PixelBlock tile) throws IOException;
	}

	private final List<LevelSize> levels;
	private final List<UniformTileGrid> grids;
	private final List<ConcurrentMap<Cell, Unfinished>> unfinished = new ArrayList<>();
	private final Halving half;
	private final Source source;
	private final Sink sink;

	/**
	 * @param levels
	 *            finest first, each half of the one before; if there is more than one, their tiles are of even width
	 *            and height
	 * @param half
	 *            how each is made from the one before
	 */
	public QuadtreePass(final List<LevelSize> levels, final Halving half, final Source source, final Sink sink) {
		this.levels = levels;
		this.half = half;
		this.source = source;
		this.sink = sink;
		grids = levels.stream().map(LevelSize::grid).toList();
		for (int i = 0; i < levels.size(); i++)
			unfinished.add(new ConcurrentHashMap<>());
	}

	/**
	 * Makes all tiles.
	 *
	 * @param order
	 *            the order in which the finest tiles are visited
	 */
	public void run(final int threads, final TileOrder order, final ProgressMeter progress) throws IOException {
		Workers.run(threads, () -> {
			progress.checkCanceled();
			final Optional<Cell> cell = order.next();
			if (cell.isEmpty()) return false;
			add(cell.get(), source.tile(cell.get().col(), cell.get().row()));
			return true;
		});
	}

	/** Takes a tile of the finest level, each once, from where it came; hands it on, and what can be made with it. */
	void add(final Cell cell, final Tile tile) throws IOException {
		sink.accept(0, cell.col(), cell.row(), tile.block);
		addToNext(0, cell, tile);
	}

	/** Makes a part of the tile above; if it was the last part, hands that tile on, and so on upwards. */
	private void addToNext(final int level, final Cell cell, final Tile tile) throws IOException {
		if (level + 1 == levels.size()) return;
		final Cell above = new Cell(cell.col() / 2, cell.row() / 2);
		final LevelSize next = levels.get(level + 1);
		final Unfinished parent = unfinished.get(level + 1).computeIfAbsent(above,
			key -> new Unfinished(
				PixelBlock.zeros(
				new BlockShape(next.tileWidth(), next.tileHeight(), tile.block.samples(), tile.block.type())),
				new AtomicInteger(partsOf(level + 1, key))));
		half.halve(tile.block, tile.x, tile.y, validWidth(level, cell), validHeight(level, cell), parent.tile,
			(int) (cell.col() % 2) * next.tileWidth() / 2, (int) (cell.row() % 2) * next.tileHeight() / 2);
		if (parent.missing.decrementAndGet() > 0) return;
		unfinished.get(level + 1).remove(above);
		TilePadding.fill(parent.tile, validWidth(level + 1, above), validHeight(level + 1, above));
		sink.accept(level + 1, above.col(), above.row(), parent.tile);
		addToNext(level + 1, above, new Tile(parent.tile, 0, 0));
	}

	private int partsOf(final int level, final Cell cell) {
		final UniformTileGrid below = grids.get(level - 1);
		return (int) (Math.min(2, below.columns() - 2 * cell.col()) * Math.min(2, below.rows() - 2 * cell.row()));
	}

	private int validWidth(final int level, final Cell cell) {
		final LevelSize target = levels.get(level);
		return (int) Math.min(target.tileWidth(), target.width() - cell.col() * target.tileWidth());
	}

	private int validHeight(final int level, final Cell cell) {
		final LevelSize target = levels.get(level);
		return (int) Math.min(target.tileHeight(), target.height() - cell.row() * target.tileHeight());
	}

	/**
	 * A tile that is only partly made.
	 *
	 * @param missing
	 *            how many parts are missing
	 */
	private record Unfinished(PixelBlock tile, AtomicInteger missing) {}
}
