package org.coverslip.slide;

import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Paints tiles over each other into one block, and keeps account of what they cover. One region, one thread.
 */
final class RegionPainter {

	private static final byte OPAQUE = (byte) 255;

	private final Region region;
	private final PixelBlock canvas;
	private final byte[] alpha;

	RegionPainter(final Region region, final BlockShape shape) {
		this.region = region;
		canvas = PixelBlock.zeros(shape);
		alpha = new byte[shape.pixels()];
	}

	/**
	 * Paints one tile over what is there.
	 *
	 * @param place
	 *            where the whole tile lies, in level pixels
	 * @param clip
	 *            what of the level may be painted at most
	 * @param tile
	 *            as large as its place
	 */
	void paint(final Region place, final Region clip, final PixelBlock tile) {
		final Region part = place.intersect(clip).intersect(region);
		if (part.isEmpty()) return;
		final int srcX = (int) (part.x() - place.x());
		final int srcY = (int) (part.y() - place.y());
		final int dstX = (int) (part.x() - region.x());
		final int dstY = (int) (part.y() - region.y());
		final int width = (int) part.width();
		final int height = (int) part.height();
		if (tile.samples() != canvas.samples()) {
			paintWithAlpha(tile, srcX, srcY, dstX, dstY, width, height);
			return;
		}
		tile.copyTo(srcX, srcY, canvas, dstX, dstY, width, height);
		for (int row = 0; row < height; row++) {
			final int at = (dstY + row) * canvas.width() + dstX;
			Arrays.fill(alpha, at, at + width, OPAQUE);
		}
	}

	/** A tile with a fourth sample: each pixel replaces what is below unless it is fully transparent. */
	private void paintWithAlpha(final PixelBlock tile, final int srcX, final int srcY, final int dstX, final int dstY,
		final int width, final int height)
	{
		final int n = canvas.samples();
		final double opaque = switch (tile.type()) {
			case UINT8 -> 255;
			case UINT16 -> 65535;
			case UINT32 -> 4294967295.0;
			default -> 1;
		};
		for (int row = 0; row < height; row++)
			for (int col = 0; col < width; col++) {
				final int from = ((srcY + row) * tile.width() + srcX + col) * (n + 1);
				final int a = (int) (Math.max(0, Math.min(1, tile.value(from + n) / opaque)) * 255 + 0.5);
				if (a == 0) continue;
				final int to = (dstY + row) * canvas.width() + dstX + col;
				System.arraycopy(tile.array(), from, canvas.array(), to * n, n);
				alpha[to] = (byte) a;
			}
	}

	RegionPixels finish() {
		for (final byte a : alpha)
			if (a != OPAQUE) return new RegionPixels(canvas, alpha);
		return new RegionPixels(canvas, null);
	}
}
