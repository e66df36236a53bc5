package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.coverslip.export.walk.QuadtreePass.Tile;
import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileSource;
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
	/** A chunk of tiles that are stored as they are takes no more. */
	private static final long CHUNK_PIXEL_BYTES = 64L << 20;
	private static final long SHELF_BYTES = MemoryBudget.ofProcess().atMost(64L << 20, 8);

	private final WalkPlan plan;
	private final Scene scene;
	private final PyramidSink sink;
	private final ProgressMeter progress;
	private final TileMaker maker;

	PyramidWalk(final WalkPlan plan, final PyramidSink sink, final ProgressMeter progress) {
		this.plan = plan;
		this.scene = plan.scene();
		this.sink = sink;
		this.progress = progress;
		maker = new TileMaker(plan);
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
		final long chunk = chunkTiles(level);
		final AtomicLong next = new AtomicLong();
		final AtomicLong nextInFile = new AtomicLong();
		final InOrder<Long> inOrder =
			new InOrder<>(() -> Optional.of(nextInFile.getAndAdd(chunk)), InOrder.WAITING_BYTES);
		Workers.run(plan.threads(), () -> inOrder.guard(() -> {
			progress.checkCanceled();
			inOrder.awaitRoom(progress::checkCanceled);
			final long begin = next.getAndAdd(chunk);
			if (begin >= grid.tileCount()) return false;
			final long end = Math.min(begin + chunk, grid.tileCount());
			final List<Optional<EncodedTile>> tiles = stored(plane, level, begin, end, blank);
			inOrder.put(begin, tiles.stream().mapToLong(tile -> tile.map(one -> one.bytes().length).orElse(0)).sum(),
				() -> putRuns(plane, level, begin, tiles));
			progress.add(end - begin);
			return true;
		}));
	}

	private long chunkTiles(final int level) {
		final LevelSize size = plan.levels().get(level).size();
		final CopiedLevel from = plan.copied().get(level);
		final long tile = (long) size.tileWidth() * size.tileHeight() * from.samples() * from.type().bytes();
		return Math.max(1, Math.min(CHUNK_TILES, CHUNK_PIXEL_BYTES / tile));
	}

	private List<Optional<EncodedTile>> stored(final Plane plane, final int level, final long begin, final long end,
		final BlankTile blank) throws IOException
	{
		final CopiedLevel from = plan.copied().get(level);
		final long columns = plan.levels().get(level).stored().columns();
		final List<Optional<EncodedTile>> tiles = new ArrayList<>();
		if (from.tiles() instanceof TileSource source)
			source.expect(LongStream.range(begin, end).map(tile -> from.sourceTile(tile % columns, tile / columns))
				.toArray(), plane);
		for (long tile = begin; tile < end; tile++) {
			final Optional<byte[]> stored =
				from.tiles().encoded(from.sourceTile(tile % columns, tile / columns), plane);
			tiles.add(stored.isPresent() ? Optional.of(new EncodedTile(stored.get(), false)) : blank.encoded());
		}
		return tiles;
	}

	private void putRuns(final Plane plane, final int level, final long first,
		final List<Optional<EncodedTile>> tiles) throws IOException
	{
		final long columns = plan.levels().get(level).stored().columns();
		long bytes = 0;
		int begin = 0;
		for (int i = 0; i < tiles.size(); i++) {
			bytes += tiles.get(i).map(tile -> tile.bytes().length).orElse(0);
			if (bytes < CHUNK_BYTES && i < tiles.size() - 1) continue;
			sink.putRun(level, plane, first + begin, columns, tiles.subList(begin, i + 1));
			bytes = 0;
			begin = i + 1;
		}
	}

	/** Reads a level of the slide in tiles that differ from the slide's. */
	private void readAgain(final Plane plane, final int level) throws IOException {
		final WrittenLevel form = plan.levels().get(level);
		final CopiedLevel from = plan.copied().get(level);
		final TileEncoding encoding = new TileEncoding(form.encoder());
		try (PlaneReader reader = new PlaneReader(scene, from.index(), from.region(), form.size().grid(), 0)) {
			final TileOrder order = reader.order();
			final InOrder<Cell> inOrder = new InOrder<>(reader.order()::next, InOrder.WAITING_BYTES);
			Workers.run(plan.threads(), () -> inOrder.guard(() -> {
				progress.checkCanceled();
				if (inOrder.isFull()) encoding.finish();
				inOrder.awaitRoom(progress::checkCanceled);
				final Optional<Cell> cell = order.next();
				if (cell.isEmpty()) return false;
				final long col = cell.get().col();
				final long row = cell.get().row();
				maker.encode(level, col, row, reader.tile(plane, col, row), encoding, made -> inOrder.put(cell.get(),
					made.stream().mapToLong(MadeTile::bytes).sum(), () -> putAll(plane, made)));
				progress.add(1);
				return true;
			}));
			encoding.finish();
		}
	}

	private void putAll(final Plane plane, final List<MadeTile> made) throws IOException {
		for (final MadeTile tile : made)
			tile.putInto(sink, plane);
	}

	private void compute(final Plane plane) throws IOException {
		final Computation how = plan.computation();
		try (PlaneReader reader = new PlaneReader(scene, how.level(), how.region(), how.sizes().get(0).grid(),
			how.edges().overlap())) {
			final UniformTileGrid finest = how.sizes().get(0).grid();
			if (how.edges().padded()) new PaddedPass(plan, maker, progress).run(plane, reader, how.sizes().size(),
				Region.ofSize(finest.columns(), finest.rows()), (place, made) -> putAll(plane, made), tile -> {});
			else computeWide(plane, reader);
		}
	}

	/**
	 * Computes tiles that overlap and end where their level ends; they come in a fixed order where they go to one file.
	 */
	private void computeWide(final Plane plane, final PlaneReader reader) throws IOException {
		final Computation how = plan.computation();
		final List<WideTiles> levels =
			how.sizes().stream().map(size -> new WideTiles(size, how.edges().overlap())).toList();
		try (MemoryBudget.Reservation memory = MemoryBudget.ofProcess().reserve(SHELF_BYTES, SHELF_BYTES / 4);
			TileShelf shelf = new TileShelf(memory.bytes())) {
			final Optional<InOrder<Place>> inOrder = sink.needsOrder() ? Optional.of(new InOrder<>(
				new WideSequence(reader.order(), how.sizes(), how.edges().overlap())::next, InOrder.WAITING_BYTES))
				: Optional.empty();
			new QuadtreePass(how.sizes(), how.halving(), (col, row) -> {
				final Region tile = levels.get(0).tile(col, row);
				final Region core = levels.get(0).core(col, row);
				try {
					return new Tile(reader.area(plane, tile), (int) (core.x() - tile.x()), (int) (core.y() - tile.y()));
				}
				catch (IOException | RuntimeException | Error e) {
					inOrder.ifPresent(InOrder::abandon);
					throw e;
				}
			}, new OverlapJoin(levels, shelf,
				(level, col, row, tile) -> takeWide(new Place(level, col, row), plane, tile, inOrder)))
					.run(plan.threads(), inOrder.isPresent() ? withRoom(reader.order(), inOrder.get()) : reader.order(),
						progress);
			maker.finish();
		}
	}

	private TileOrder withRoom(final TileOrder order, final InOrder<Place> inOrder) {
		return () -> {
			inOrder.awaitRoom(progress::checkCanceled);
			return order.next();
		};
	}

	private void takeWide(final Place place, final Plane plane, final PixelBlock tile,
		final Optional<InOrder<Place>> inOrder) throws IOException
	{
		plan.computation().watcher().accept(place.level(), place.col(), place.row(), tile);
		final int level = plan.levelOf(place.level());
		if (level < 0) return;
		if (!sink.has(level, plane, place.col(), place.row()))
			try {
				maker.computed(place.level(), plane, place.col(), place.row(), tile, made -> {
					if (inOrder.isEmpty()) putAll(plane, made);
					else inOrder.get().put(place, made.stream().mapToLong(MadeTile::bytes).sum(),
						() -> putAll(plane, made));
				});
			}
			catch (IOException | RuntimeException | Error e) {
				inOrder.ifPresent(InOrder::abandon);
				throw e;
			}
		progress.add(1);
	}
}
