package org.coverslip.export.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.coverslip.export.walk.QuadtreePass.Tile;
import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressMeter;

/**
 * Computes tiles of a plane that are all of one size, on several threads, and hands them on in the order of a
 * {@link TileSequence}.
 */
final class PaddedPass {

	/** Takes what is stored of a tile; called by one thread at a time. */
	@FunctionalInterface
	interface Taker {

		void take(Place place, List<MadeTile> made) throws IOException;
	}

	/** Is shown the tiles of the coarsest level; called from several threads. */
	@FunctionalInterface
	interface Top {

		void accept(PixelBlock tile) throws IOException;
	}

	private final WalkPlan plan;
	private final TileMaker maker;
	private final ProgressMeter progress;

	PaddedPass(final WalkPlan plan, final TileMaker maker, final ProgressMeter progress) {
		this.plan = plan;
		this.maker = maker;
		this.progress = progress;
	}

	/**
	 * Computes.
	 *
	 * @param levels
	 *            how many of the computed levels, beginning with the finest
	 * @param cells
	 *            columns and rows of the finest, whole tiles of the coarsest
	 */
	void run(final Plane plane, final PlaneReader reader, final int levels, final Region cells, final Taker taker,
		final Top top) throws IOException
	{
		final Computation how = plan.computation();
		final List<LevelSize> sizes = how.sizes().subList(0, levels);
		final TileSequence sequence = new TileSequence(sizes, reader.order(cells));
		final InOrder<Place> inOrder = new InOrder<>(sequence::next, InOrder.WAITING_BYTES);
		new QuadtreePass(sizes, how.halving(), (col, row) -> {
			try {
				return new Tile(reader.tile(plane, col, row), 0, 0);
			}
			catch (IOException | RuntimeException | Error e) {
				inOrder.abandon();
				throw e;
			}
		}, (level, col, row, tile) -> inOrder.guard(() -> {
			how.watcher().accept(level, col, row, tile);
			if (level == levels - 1) top.accept(tile);
			final Place place = new Place(level, col, row);
			maker.computed(level, plane, col, row, tile, made -> inOrder.put(place,
				made.stream().mapToLong(MadeTile::bytes).sum(), () -> taker.take(place, made)));
			if (plan.levelOf(level) >= 0) progress.add(1);
			return true;
		})).run(plan.threads(), withRoom(reader.order(cells), inOrder), progress);
		maker.finish();
	}

	/** The order, in which a thread waits that is far ahead of another one. */
	private TileOrder withRoom(final TileOrder order, final InOrder<Place> inOrder) {
		return () -> {
			try {
				if (inOrder.isFull()) maker.finish(); // what comes next may wait there for others to be encoded with
			}
			catch (final IOException e) {
				inOrder.abandon();
				throw new UncheckedIOException(e);
			}
			inOrder.awaitRoom(progress::checkCanceled);
			return order.next();
		};
	}
}
