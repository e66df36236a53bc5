package org.coverslip.slide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Paints tiles over each other into one block, and keeps track of what they cover. One region, one thread.
 * <p>
 * Where tiles do not overlap, the sum of the painted areas tells whether all is covered, so that most regions need no
 * coverage of single pixels.
 */
final class RegionPainter {

	private static final byte OPAQUE = (byte) 255;

	private final Region region;
	private final PixelBlock canvas;
	private final boolean disjoint;
	private final List<Region> covered = new ArrayList<>();
	private byte[] alpha;

	/**
	 * @param region
	 *            what is painted, in level pixels
	 * @param shape
	 *            of the region's block
	 * @param disjoint
	 *            whether no two tiles overlap
	 */
	RegionPainter(final Region region, final BlockShape shape, final boolean disjoint) {
		this.region = region;
		this.disjoint = disjoint;
		canvas = PixelBlock.zeros(shape);
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
		if (tile.samples() != canvas.samples()) {
			paintWithAlpha(part, tile, srcX, srcY);
			return;
		}
		tile.copyTo(srcX, srcY, canvas, (int) (part.x() - region.x()), (int) (part.y() - region.y()),
			(int) part.width(),
			(int) part.height());
		if (alpha == null) covered.add(part);
		else cover(part);
	}

	private void cover(final Region part) {
		final int x = (int) (part.x() - region.x());
		for (long y = part.y() - region.y(); y < part.endY() - region.y(); y++) {
			final int at = (int) y * canvas.width() + x;
			Arrays.fill(alpha, at, at + (int) part.width(), OPAQUE);
		}
	}

	/** Turns to account of single pixels. */
	private void countPixels() {
		if (alpha != null) return;
		alpha = new byte[canvas.shape().pixels()];
		covered.forEach(this::cover);
	}

	/** A tile with a fourth sample: each pixel replaces what is below unless it is fully transparent. */
	private void paintWithAlpha(final Region part, final PixelBlock tile, final int srcX, final int srcY) {
		countPixels();
		final int n = canvas.samples();
		final int dstX = (int) (part.x() - region.x());
		final int dstY = (int) (part.y() - region.y());
		final double opaque = switch (tile.type()) {
			case UINT8 -> 255;
			case UINT16 -> 65535;
			case UINT32 -> 4294967295.0;
			default -> 1;
		};
		for (int row = 0; row < part.height(); row++)
			for (int col = 0; col < part.width(); col++) {
				final int from = ((srcY + row) * tile.width() + srcX + col) * (n + 1);
				final int a = (int) (Math.max(0, Math.min(1, tile.value(from + n) / opaque)) * 255 + 0.5);
				if (a == 0) continue;
				final int to = (dstY + row) * canvas.width() + dstX + col;
				System.arraycopy(tile.array(), from, canvas.array(), to * n, n);
				alpha[to] = (byte) a;
			}
	}

	/** The painted block with its coverage. */
	RegionPixels finish() {
		if (alpha == null && disjoint && covered.stream().mapToLong(Region::area).sum() == region.area())
			return new RegionPixels(canvas, null);
		countPixels();
		for (final byte a : alpha)
			if (a != OPAQUE) return new RegionPixels(canvas, alpha);
		return new RegionPixels(canvas, null);
	}
}
