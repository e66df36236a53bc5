package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.export.walk.QuadtreePass.Tile;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Workers;

/**
 * Makes all tiles of a pyramid and hands them to a sink: copies those that can be copied, reads the scene once for the
 * others, halves and encodes them, on several threads. Memory does not grow with the scene's size.
 * <p>
 * A tile whose pixels are all alike is encoded once: the sink gets the same {@link EncodedTile} for all others of its
 * colour.
 */
final class PyramidWalk {

	/** The amount that is copied at once. */
	private static final int CHUNK_BYTES = 4 << 20;
	private static final int CHUNK_TILES = 256;
	private static final long SHELF_BYTES = MemoryBudget.ofProcess().atMost(64L << 20, 8);

	private final WalkPlan plan;
	private final Scene scene;
	private final PyramidSink sink;
	private final ProgressMeter progress;
	private final TileEncoding computed;

	PyramidWalk(final WalkPlan plan, final PyramidSink sink, final ProgressMeter progress) {
		this.plan = plan;
		this.scene = plan.scene();
		this.sink = sink;
		this.progress = progress;
		// the computed levels share one encoder, except those that are only shown to the watcher
		computed = new TileEncoding(plan.levels().get(plan.levels().size() - 1).encoder(), sink);
	}

	/** Makes the tiles of a plane; all have been put when it returns. */
	void run(final Plane plane) throws IOException {
		for (int i = 0; i < plan.copied().size(); i++) {
			if (plan.levels().get(i).isStoredAsMade()) copy(plane, i);
			else readAgain(plane, i);
		}
		if (!plan.computation().sizes().isEmpty()) compute(plane);
	}

	/** Copies a level's stored tiles in the order of their numbers, which is usually their order in the file. */
	private void copy(final Plane plane, final int level) throws IOException {
		final UniformTileGrid grid = plan.levels().get(level).stored();
		final BlankTile blank = new BlankTile(scene, plan.levels().get(level));
		final AtomicLong next = new AtomicLong();
		Workers.run(plan.threads(), () -> {
			progress.checkCanceled();
			final long begin = next.getAndAdd(CHUNK_TILES);
			if (begin >= grid.tileCount()) return false;
			copy(plane, level, begin, Math.min(begin + CHUNK_TILES, grid.tileCount()), blank);
			progress.add(Math.min(CHUNK_TILES, grid.tileCount() - begin));
			return true;
		});
	}

	private void copy(final Plane plane, final int level, final long begin, final long end, final BlankTile blank)
		throws IOException
	{
		final CopiedLevel from = plan.copied().get(level);
		final long columns = plan.levels().get(level).stored().columns();
		final List<Optional<EncodedTile>> run = new ArrayList<>();
		int bytes = 0;
		long first = begin;
		for (long tile = begin; tile < end; tile++) {
			final Optional<byte[]> stored =
				from.tiles().encoded(from.sourceTile(tile % columns, tile / columns), plane);
			run.add(stored.isPresent() ? Optional.of(new EncodedTile(stored.get(), false)) : blank.encoded());
			bytes += stored.map(b -> b.length).orElse(0);
			if (bytes < CHUNK_BYTES && tile < end - 1) continue;
			sink.putRun(level, plane, first, columns, run);
			run.clear();
			bytes = 0;
			first = tile + 1;
		}
	}

	/** Reads a level of the slide in tiles that differ from the slide's. */
	private void readAgain(final Plane plane, final int level) throws IOException {
		final WrittenLevel form = plan.levels().get(level);
		final CopiedLevel from = plan.copied().get(level);
		final TileEncoding encoding = new TileEncoding(form.encoder(), sink);
		try (PlaneReader reader = new PlaneReader(scene, from.index(), from.region(), form.size().grid(), 0)) {
			final TileOrder order = reader.order();
			Workers.run(plan.threads(), () -> {
				progress.checkCanceled();
				final Optional<TileOrder.Cell> cell = order.next();
				if (cell.isEmpty()) return false;
				final long col = cell.get().col();
				final long row = cell.get().row();
				put(level, plane, col, row, reader.tile(plane, col, row), encoding);
				progress.add(1);
				return true;
			});
			encoding.finish();
		}
	}

	private void compute(final Plane plane) throws IOException {
		final Computation how = plan.computation();
		final QuadtreePass.Sink whole = (level, col, row, tile) -> take(level, plane, col, row, tile);
		try (PlaneReader reader = new PlaneReader(scene, how.level(), how.region(), how.sizes().get(0).grid(),
			how.edges().overlap())) {
			if (how.edges().padded()) new QuadtreePass(how.sizes(), how.halving(),
				(col, row) -> new Tile(reader.tile(plane, col, row), 0, 0), whole)
					.run(plan.threads(), reader.order(), progress);
			else computeWide(plane, reader, whole);
			computed.finish();
		}
	}

	/** Computes tiles that overlap and end where their level ends. */
	private void computeWide(final Plane plane, final PlaneReader reader, final QuadtreePass.Sink whole)
		throws IOException
	{
		final Computation how = plan.computation();
		final List<WideTiles> levels =
			how.sizes().stream().map(size -> new WideTiles(size, how.edges().overlap())).toList();
		try (MemoryBudget.Reservation memory = MemoryBudget.ofProcess().reserve(SHELF_BYTES, SHELF_BYTES / 4);
			TileShelf shelf = new TileShelf(memory.bytes())) {
			new QuadtreePass(how.sizes(), how.halving(), (col, row) -> {
				final Region tile = levels.get(0).tile(col, row);
				final Region core = levels.get(0).core(col, row);
				return new Tile(reader.area(plane, tile), (int) (core.x() - tile.x()), (int) (core.y() - tile.y()));
			}, new OverlapJoin(levels, shelf, whole)).run(plan.threads(), reader.order(), progress);
		}
	}

	private void take(final int computedLevel, final Plane plane, final long col, final long row, final PixelBlock tile)
		throws IOException
	{
		final Computation how = plan.computation();
		how.watcher().accept(computedLevel, col, row, tile);
		final int level = plan.levelOf(computedLevel);
		if (level < 0) return;
		if (!sink.has(level, plane, col, row)) {
			if (how.shortcut().isLeftOut(level, tile)) sink.absent(level, plane, col, row);
			else {
				final Optional<byte[]> stored = how.shortcut().stored(level, plane, col, row);
				if (stored.isPresent()) sink.put(level, plane, col, row, new EncodedTile(stored.get(), false));
				else put(level, plane, col, row, tile, computed);
			}
		}
		progress.add(1);
	}

	/** Encodes a tile, in the parts in which its level is stored. */
	private void put(final int level, final Plane plane, final long col, final long row, final PixelBlock tile,
		final TileEncoding encoding) throws IOException
	{
		final WrittenLevel form = plan.levels().get(level);
		if (form.isStoredAsMade()) {
			encoding.put(level, plane, col, row, tile);
			return;
		}
		final LevelSize size = form.size();
		final Region place =
			new Region(col * size.tileWidth(), row * size.tileHeight(), tile.width(), tile.height());
		for (final PlacedTile part : form.stored().tilesIn(place.intersect(Region.ofSize(size.width(), size.height()))))
			encoding.put(level, plane, part.index() % form.stored().columns(), part.index() / form.stored().columns(),
				part(tile, part.region().translate(-place.x(), -place.y())));
	}

	/** A part of a tile; its padding is continued as far as needed. */
	private static PixelBlock part(final PixelBlock tile, final Region region) {
		final Region inside = region.intersect(Region.ofSize(tile.width(), tile.height()));
		final PixelBlock part = PixelBlock.zeros(
			new BlockShape((int) region.width(), (int) region.height(), tile.samples(), tile.type()));
		tile.copyTo((int) inside.x(), (int) inside.y(), part, 0, 0, (int) inside.width(), (int) inside.height());
		TilePadding.fill(part, (int) inside.width(), (int) inside.height());
		return part;
	}
}
