package org.coverslip.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.export.TileOrder.Cell;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Workers;

/**
 * Makes all levels of a pyramid in one pass over its finest: as soon as the four tiles that lie under a tile of the next level are
 * there, that tile is made of them, and so on upwards.
 * <p>
 * Memory: the finest tiles are visited along a Z-shaped curve, so that of each level no more tiles are unfinished at a time than
 * there are threads, plus one.
 */
final class QuadtreePass {

	/** Gives the finest level's tiles, each once, padding filled; called from several threads. */
	@FunctionalInterface
	interface Source {

		PixelBlock tile(long col, long row) throws IOException;
	}

	/** Takes finished tiles of all levels, each once, padding filled; called from several threads. */
	@FunctionalInterface
	interface Sink {

		void accept(int level, long col, long row, PixelBlock tile) throws IOException;
	}

	private final List<TargetLevel> levels;
	private final List<UniformTileGrid> grids;
	private final List<ConcurrentMap<Cell, Unfinished>> unfinished = new ArrayList<>();
	private final Source source;
	private final Sink sink;

	/**
	 * @param levels
	 *            finest first, each half of the one before
	 */
	QuadtreePass(final List<TargetLevel> levels, final Source source, final Sink sink) {
		this.levels = levels;
		this.source = source;
		this.sink = sink;
		grids = levels.stream().map(TargetLevel::grid).toList();
		for (int i = 0; i < levels.size(); i++)
			unfinished.add(new ConcurrentHashMap<>());
	}

	/**
	 * Makes all tiles.
	 *
	 * @param rowByRow
	 *            whether to visit the finest tiles row by row instead, where the source asks for it; the tiles of a row stay in
	 *            memory then
	 */
	void run(final int threads, final boolean rowByRow, final ProgressMeter progress) throws IOException {
		final UniformTileGrid finest = grids.get(0);
		final TileOrder order = rowByRow ? new RowOrder(finest.columns(), finest.rows())
			: new ZOrder(finest.columns(), finest.rows());
		Workers.run(threads, () -> {
			progress.checkCanceled();
			final Optional<Cell> cell = order.next();
			if (cell.isEmpty()) return false;
			finish(0, cell.get(), source.tile(cell.get().col(), cell.get().row()));
			return true;
		});
	}

	/** Hands a tile on, and with it all tiles above for which it was the last part. */
	private void finish(final int level, final Cell cell, final PixelBlock tile) throws IOException {
		sink.accept(level, cell.col(), cell.row(), tile);
		if (level + 1 == levels.size()) return;
		final Cell above = new Cell(cell.col() / 2, cell.row() / 2);
		final Unfinished parent = unfinished.get(level + 1).computeIfAbsent(above,
			key -> new Unfinished(PixelBlock.zeros(tile.shape()), new AtomicInteger(partsOf(level + 1, key))));
		final int halfWidth = tile.width() / 2;
		final int halfHeight = tile.height() / 2;
		HalfSize.mean(tile, (validWidth(level, cell) + 1) / 2, (validHeight(level, cell) + 1) / 2, parent.tile,
			(int) (cell.col() % 2) * halfWidth, (int) (cell.row() % 2) * halfHeight);
		if (parent.missing.decrementAndGet() > 0) return;
		unfinished.get(level + 1).remove(above);
		TilePadding.fill(parent.tile, validWidth(level + 1, above), validHeight(level + 1, above));
		finish(level + 1, above, parent.tile);
	}

	private int partsOf(final int level, final Cell cell) {
		final UniformTileGrid below = grids.get(level - 1);
		return (int) (Math.min(2, below.columns() - 2 * cell.col()) * Math.min(2, below.rows() - 2 * cell.row()));
	}

	private int validWidth(final int level, final Cell cell) {
		final TargetLevel target = levels.get(level);
		return (int) Math.min(target.tileWidth(), target.width() - cell.col() * target.tileWidth());
	}

	private int validHeight(final int level, final Cell cell) {
		final TargetLevel target = levels.get(level);
		return (int) Math.min(target.tileHeight(), target.height() - cell.row() * target.tileHeight());
	}

	/**
	 * A tile of which parts are there.
	 *
	 * @param missing
	 *            how many are not
	 */
	private record Unfinished(PixelBlock tile, AtomicInteger missing) {}
}
