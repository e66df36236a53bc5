package org.coverslip.process;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.geom.Region;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Workers;

/**
 * Work on all tiles of a plan of which something is wanted. Tiles have numbers by their planes, if each plane is
 * worked on for itself, and row by row, so that what is put together of them does not depend on which is done first.
 * Immutable.
 *
 * @param plan
 *            how the picture is cut
 * @param where
 *            what of it is wanted; empty for all
 * @param failed
 *            is told of tiles that failed
 */
public record TileRun(TilePlan plan, Optional<PixelSelection> where, FailedTiles failed) {

	/** Takes what was left of tiles, from several threads at once, in any order. */
	@FunctionalInterface
	public interface Sink {

		/**
		 * @param number
		 *            of the tile
		 * @throws TileWorkException
		 *             with one sentence, if what is left cannot be a part of the result
		 */
		void put(long number, TileTask task, TileAnswer answer) throws IOException;
	}

	/** How many tiles there are in all planes; their numbers are below. */
	public long count() {
		return Math.multiplyExact(plan.count(), plan.planes().size());
	}

	/** The number of the first tile of a plane. */
	long first(final Plane plane) {
		return plan.count() * plan.planesOf(plane);
	}

	/** A task by its number. */
	public TileTask task(final long number) {
		return plan.task(number % plan.count(), plan.planes().get((int) (number / plan.count())));
	}

	/** Whether something of a tile or its halo is wanted: objects that lie in both belong to either. */
	public boolean wants(final TileTask task) {
		return reaches(task.around());
	}

	/** Whether something of a part of the picture is wanted. */
	public boolean reaches(final Region part) {
		return where.map(selection -> selection.reaches(
			plan.picture().place().part(part.x(), part.y(), part.width(), part.height()))).orElse(true);
	}

	/** Whether the pixel is wanted in which a place lies; those beyond the picture count as its edge. */
	boolean wants(final double x, final double y) {
		if (where.isEmpty()) return true;
		final long column = TilePlan.pixel(x, plan.picture().width());
		final long row = TilePlan.pixel(y, plan.picture().height());
		return where.get().inside(plan.picture().place().part(column, row, 1, 1))[0] != 0;
	}

	/**
	 * Works on the tiles, on as many as there are workers at once.
	 *
	 * @throws TileWorkException
	 *             if one failed, and such tiles are not left out
	 * @throws CancellationException
	 *             if the listener canceled
	 */
	public void work(final TileWork work, final Sink sink, final ProgressListener progress) throws IOException {
		final long count = count();
		final ProgressMeter meter = new ProgressMeter(progress, count);
		final AtomicLong next = new AtomicLong();
		Workers.run(work.workers(), () -> {
			final long number = next.getAndIncrement();
			if (number >= count) return false;
			meter.checkCanceled();
			final TileTask task = task(number);
			if (wants(task)) try {
				sink.put(number, task, work.run(task));
			}
			catch (final TileWorkException e) {
				failed.add(task, e);
			}
			meter.add(1);
			return true;
		});
	}
}
