package org.coverslip.export.walk;

import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.pixel.Halving;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/**
 * What is written of a scene: levels, the first of which may be copied from the slide while the others are computed
 * from one that is read.
 *
 * @param region0
 *            what is written, in level-0 pixels
 * @param planes
 *            the planes to write, one after the other
 * @param levels
 *            finest first: the copied ones, then the computed ones
 * @param copied
 *            sources of the first of {@code levels}; may be empty
 * @param computation
 *            how the others are made
 * @param associated
 *            images that go beside the pyramid
 * @param threads
 *            how many tiles are worked on at a time
 */
public record WalkPlan(Scene scene, Region region0, List<Plane> planes, List<WrittenLevel> levels,
	List<CopiedLevel> copied, Computation computation, List<AssociatedImage> associated, int threads)
{

	/**
	 * @param level
	 *            number of the scene's level from which the others are made
	 * @param region
	 *            the part of it that is read, in its pixels
	 * @param sizes
	 *            finest first: of the part itself and its halves. If anything is copied, the finest is the last of the
	 *            copied levels and is not written; sizes beyond the number of levels are only shown to the watcher. May
	 *            be empty: nothing is computed
	 * @param halving
	 *            how each is made from the one before
	 * @param edges
	 *            what the tiles at the edges are like, and how much neighbours share
	 * @param shortcut
	 *            spares the encoder work
	 * @param watcher
	 *            is shown all computed tiles, before they are encoded; called from several threads
	 */
	public record Computation(int level, Region region, List<LevelSize> sizes, Halving halving, Edges edges,
		Shortcut shortcut, QuadtreePass.Sink watcher)
	{}

	/**
	 * How tiles end.
	 *
	 * @param padded
	 *            whether all are of the same size, the last ones filled up with their last pixels; else the last ones
	 *            are smaller
	 * @param overlap
	 *            pixels that a tile has in common with each of its neighbours, 0 if padded
	 */
	public record Edges(boolean padded, int overlap) {}

	/** The number of tiles of all levels and planes, as they are made. */
	long tileCount() {
		return Math.multiplyExact(planes.size(),
			levels.stream().mapToLong(level -> level.size().grid().tileCount()).reduce(0, Math::addExact));
	}

	/** The number of a computed level in {@code levels}, or -1 if it is not written. */
	int levelOf(final int computed) {
		final int index = copied.isEmpty() ? computed : copied.size() - 1 + computed;
		return !copied.isEmpty() && computed == 0 || index >= levels.size() ? -1 : index;
	}
}
