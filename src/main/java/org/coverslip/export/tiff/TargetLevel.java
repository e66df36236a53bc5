package org.coverslip.export.tiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.compression.TileCoding;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.tiff.TiffTag;

/**
 * One level of the pyramid that is written.
 *
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param downsample
 *            pixels of the finest level per pixel of this one
 * @param coding
 *            how its tiles are stored
 * @param tileWidth
 *            of the tiles in which it is made, in pixels
 * @param tileHeight
 *            likewise
 * @param stored
 *            the tiles in which it is stored: whole parts of those in which it is made, if the level is as large as one
 *            of these
 */
record TargetLevel(long width, long height, double downsample, TileCoding coding, int tileWidth, int tileHeight,
	UniformTileGrid stored)
{

	/** A level that is stored in the tiles in which it is made. */
	TargetLevel(final long width, final long height, final double downsample, final TileCoding coding,
		final int tileWidth,
		final int tileHeight)
	{
		this(width, height, downsample, coding, tileWidth, tileHeight,
			UniformTileGrid.covering(width, height, tileWidth, tileHeight));
	}

	/** Its size, and the tiles in which it is made. */
	LevelSize size() {
		return new LevelSize(width, height, tileWidth, tileHeight);
	}

	/** What the walk over its tiles needs to know. */
	WrittenLevel written() {
		return new WrittenLevel(size(), stored, coding.encoder());
	}

	/** The tiles in which it is made. */
	UniformTileGrid grid() {
		return size().grid();
	}

	boolean fitsOneTile() {
		return width <= tileWidth && height <= tileHeight;
	}

	/** This level in other tiles; empty if none suit. */
	Optional<TargetLevel> fitted(final TileFit fit) {
		return fit.grid(width, height, coding.compression())
			.map(grid -> new TargetLevel(width, height, downsample, coding, tileWidth, tileHeight, grid));
	}

	/** Whether its tiles can be in one file with those of another level; see {@link TileFit}. */
	boolean goesWith(final TargetLevel other) {
		return coding.compression() != TiffTag.COMPRESSION_NONE || bytesOf(stored) == bytesOf(other.stored);
	}

	/** The bytes of a tile, if each pixel took one. */
	private static long bytesOf(final UniformTileGrid tiles) {
		return (long) tiles.tileWidth() * tiles.tileHeight();
	}

	/** The level of half the size; see {@link LevelSize#half()}. */
	TargetLevel half() {
		final LevelSize half = size().half();
		return new TargetLevel(half.width(), half.height(), 2 * downsample, coding, tileWidth, tileHeight);
	}

	/**
	 * This level and all smaller ones, down to the first that is small enough or fits into one tile, or to the last
	 * that is no smaller than the smallest possible tile.
	 *
	 * @param fit
	 *            the tiles in which the smaller ones are stored
	 * @param enough
	 *            a level whose sides have no more pixels than this is small enough
	 */
	List<TargetLevel> halvings(final TileFit fit, final int enough) {
		final List<TargetLevel> levels = new ArrayList<>(List.of(this));
		while (true) {
			final TargetLevel last = levels.get(levels.size() - 1);
			if (last.fitsOneTile() || last.longestSide() <= enough) break;
			final TargetLevel half = last.half();
			if (Math.min(half.width, half.height) < TileFit.STEP) break;
			final Optional<TargetLevel> next = half.fitted(fit);
			if (next.isEmpty() || !next.get().goesWith(this)) break;
			levels.add(next.get());
		}
		return levels;
	}

	long longestSide() {
		return Math.max(width, height);
	}
}
