package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Widens the tiles of a pyramid by what they share with their neighbours: a tile is handed on once all its neighbours
 * are there. Tiles of the finest level already have this width. Thread-safe.
 * <p>
 * A tile waits on the {@link TileShelf}, together with only those strips of its neighbours that reach into it.
 */
final class OverlapJoin implements QuadtreePass.Sink {

	private final List<WideTiles> levels;
	private final TileShelf shelf;
	private final QuadtreePass.Sink target;
	private final List<ConcurrentMap<Cell, Waiting>> waiting = new ArrayList<>();

	/**
	 * @param levels
	 *            finest first
	 * @param target
	 *            receives tiles as large as {@link WideTiles#tile}, each once, from several threads; they may be shared
	 *            and must not be changed
	 */
	OverlapJoin(final List<WideTiles> levels, final TileShelf shelf, final QuadtreePass.Sink target) {
		this.levels = levels;
		this.shelf = shelf;
		this.target = target;
		for (int i = 0; i < levels.size(); i++)
			waiting.add(new ConcurrentHashMap<>());
	}

	/** Takes whole tiles of the finest level, and only the cores of tiles of the others. */
	@Override
	public void accept(final int level, final long col, final long row, final PixelBlock tile) throws IOException {
		if (level == 0) {
			target.accept(level, col, row, tile);
			return;
		}
		final Region core = levels.get(level).core(col, row);
		if (levels.get(level).overlap() == 0 || levels.get(level).tileCount() == 1) {
			target.accept(level, col, row, part(tile, core, core));
			return;
		}
		final Region neighbours = neighbours(level, col, row);
		for (long r = neighbours.y(); r < neighbours.endY(); r++)
			for (long c = neighbours.x(); c < neighbours.endX(); c++) {
				final Cell cell = new Cell(c, r);
				final Waiting other = waiting.get(level).computeIfAbsent(cell, waitingIn(level));
				final Region common = levels.get(level).tile(c, r).intersect(core);
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

	/** The tile itself and those around it, in columns and rows. */
	private Region neighbours(final int level, final long col, final long row) {
		return new Region(col - 1, row - 1, 3, 3)
			.intersect(Region.ofSize(levels.get(level).columns(), levels.get(level).rows()));
	}

	/** A part of a tile whose padding begins where its core ends. */
	private static PixelBlock part(final PixelBlock tile, final Region core, final Region part) {
		if (part.width() == tile.width() && part.height() == tile.height()) return tile;
		return tile.crop((int) (part.x() - core.x()), (int) (part.y() - core.y()), (int) part.width(),
			(int) part.height());
	}

	private PixelBlock joined(final int level, final Cell cell, final Waiting parts) throws IOException {
		final Region place = levels.get(level).tile(cell.col(), cell.row());
		final Region core = levels.get(level).core(cell.col(), cell.row());
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

	/** The part that a tile has in common with a neighbour. */
	private record Strip(PixelBlock pixels, Region place) {}

	/** A tile that is only partly there. */
	private static final class Waiting {

		private final List<Strip> strips = new ArrayList<>();
		private int missing;
		private TileShelf.Held core;

		Waiting(final int parts) {
			missing = parts;
		}

		/** Returns true if it was the last missing part. */
		synchronized boolean addCore(final TileShelf.Held held) {
			core = held;
			return --missing == 0;
		}

		/** Returns true if it was the last missing part. */
		synchronized boolean addStrip(final Strip strip) {
			strips.add(strip);
			return --missing == 0;
		}
	}
}
