package org.coverslip.export.tiff;

import java.util.List;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** A small picture of a whole pyramid, assembled while its tiles are made. Thread-safe. */
final class PyramidOverview {

	private final int level;
	private final int width;
	private final int height;
	private PixelBlock pixels;

	/**
	 * @param levels
	 *            those whose tiles {@link #accept} receives; the last is shown
	 */
	PyramidOverview(final List<TargetLevel> levels) {
		level = levels.size() - 1;
		width = (int) levels.get(level).width();
		height = (int) levels.get(level).height();
	}

	/** Keeps the tile's pixels if they belong to the overview. */
	synchronized void accept(final int tileLevel, final long col, final long row, final PixelBlock tile) {
		if (tileLevel != level) return;
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
