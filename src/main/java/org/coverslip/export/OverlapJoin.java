package org.coverslip.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import org.coverslip.export.TileOrder.Cell;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Widens the tiles of a pyramid by what they share with their neighbours: a tile is handed on once all its neighbours
 * are there. Those of the finest level are so wide already. Thread-safe.
 * <p>
 * A tile waits on the {@link TileShelf}, and of its neighbours only the strips that reach into it wait with it.
 */
final class OverlapJoin implements QuadtreePass.Sink {

	/** Takes finished tiles of all levels, each once; called from several threads. */
	@FunctionalInterface
	interface Target {

		/**
		 * @param level
		 *            Deep Zoom's number
		 * @param tile
		 *            as large as {@link DeepZoomLayout#tile}; may be shared, and is not to be changed
		 */
		void accept(int level, long col, long row, PixelBlock tile) throws IOException;
	}

	private final DeepZoomLayout layout;
	private final TileShelf shelf;
	private final Target target;
	private final List<ConcurrentMap<Cell, Waiting>> waiting = new ArrayList<>();

	OverlapJoin(final DeepZoomLayout layout, final TileShelf shelf, final Target target) {
		this.layout = layout;
		this.shelf = shelf;
		this.target = target;
		for (int i = 0; i < layout.levelCount(); i++)
			waiting.add(new ConcurrentHashMap<>());
	}

	/**
	 * Takes a whole tile of the finest level, and of the others its core; the level is the pass's, whose 0 is the
	 * finest.
	 */
	@Override
	public void accept(final int halvings, final long col, final long row, final PixelBlock tile) throws IOException {
		final int level = layout.levelCount() - 1 - halvings;
		if (halvings == 0) {
			target.accept(level, col, row, tile);
			return;
		}
		final Region core = layout.core(level, col, row);
		if (layout.overlap() == 0 || layout.tileCount(level) == 1) {
			target.accept(level, col, row, part(tile, core, core));
			return;
		}
		final Region neighbours = neighbours(level, col, row);
		for (long r = neighbours.y(); r < neighbours.endY(); r++)
			for (long c = neighbours.x(); c < neighbours.endX(); c++) {
				final Cell cell = new Cell(c, r);
				final Waiting other = waiting.get(level).computeIfAbsent(cell, waitingIn(level));
				final Region common = layout.tile(level, c, r).intersect(core);
				final boolean complete = c == col && r == row ? other.addCore(shelf.put(tile))
					: other.addStrip(new Strip(part(tile, core, common), common));
				if (!complete) continue;
				waiting.get(level).remove(cell);
				target.accept(level, c, r, joined(level, cell, other));
			}
	}

	private Function<Cell, Waiting> waitingIn(final int level) {
		return cell -> new Waiting((int) neighbours(level, cell.col(), cell.row()).area());
	}

	/** The tile itself and those around it, counted in columns and rows. */
	private Region neighbours(final int level, final long col, final long row) {
		return new Region(col - 1, row - 1, 3, 3).intersect(Region.ofSize(layout.columns(level), layout.rows(level)));
	}

	/** A part of a tile whose padding begins where its core ends. */
	private static PixelBlock part(final PixelBlock tile, final Region core, final Region part) {
		if (part.width() == tile.width() && part.height() == tile.height()) return tile;
		return tile.crop((int) (part.x() - core.x()), (int) (part.y() - core.y()), (int) part.width(),
			(int) part.height());
	}

	private PixelBlock joined(final int level, final Cell cell, final Waiting parts) throws IOException {
		final Region place = layout.tile(level, cell.col(), cell.row());
		final Region core = layout.core(level, cell.col(), cell.row());
		final PixelBlock middle = parts.core.take();
		final PixelBlock tile =
			PixelBlock.zeros(
			new BlockShape((int) place.width(), (int) place.height(), middle.samples(), middle.type()));
		middle.copyTo(0, 0, tile, (int) (core.x() - place.x()), (int) (core.y() - place.y()), (int) core.width(),
			(int) core.height());
		for (final Strip strip : parts.strips)
			strip.pixels.copyTo(0, 0, tile, (int) (strip.place.x() - place.x()), (int) (strip.place.y() - place.y()),
				strip.pixels.width(), strip.pixels.height());
		return tile;
	}

	/** What a tile has in common with a neighbour. */
	private record Strip(PixelBlock pixels, Region place) {}

	/** A tile of which parts are there. */
	private static final class Waiting {

		private final List<Strip> strips = new ArrayList<>();
		private int missing;
		private TileShelf.Held core;

		Waiting(final int parts) {
			missing = parts;
		}

		/** True if it was the last part. */
		synchronized boolean addCore(final TileShelf.Held held) {
			core = held;
			return --missing == 0;
		}

		/** Likewise. */
		synchronized boolean addStrip(final Strip strip) {
			strips.add(strip);
			return --missing == 0;
		}
	}
}
