package org.coverslip.export;

import java.util.List;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** A small picture of a whole pyramid, put together while its tiles are made. Thread-safe. */
final class Overview {

	/** No side is longer, if a level is small enough; it is what scanners choose. */
	private static final int LONGEST_SIDE = 1024;

	private final List<TargetLevel> levels;
	private final int level;
	private PixelBlock pixels;

	/**
	 * @param levels
	 *            those that {@link #accept} is given tiles of
	 */
	Overview(final List<TargetLevel> levels) {
		this.levels = levels;
		int chosen = 0;
		while (chosen + 1 < levels.size()
			&& (levels.get(chosen).width() > LONGEST_SIDE || levels.get(chosen).height() > LONGEST_SIDE))
			chosen++;
		level = chosen;
	}

	/** Keeps the tile's pixels if they belong to the overview. */
	synchronized void accept(final int tileLevel, final long col, final long row, final PixelBlock tile) {
		if (tileLevel != level) return;
		final int width = (int) levels.get(level).width();
		final int height = (int) levels.get(level).height();
		if (pixels == null) pixels = PixelBlock.zeros(new BlockShape(width, height, tile.samples(), tile.type()));
		final int x = (int) col * tile.width();
		final int y = (int) row * tile.height();
		tile.copyTo(0, 0, pixels, x, y, Math.min(tile.width(), width - x), Math.min(tile.height(), height - y));
	}

	/** The picture, complete once the pass is. */
	synchronized PixelBlock pixels() {
		return pixels;
	}
}
