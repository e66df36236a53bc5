package org.coverslip.slide;

import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.geom.Subpixel;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Paints tiles that do not lie on the pixels of the picture: each is interpolated by itself, and tiles are put together
 * where edges cover parts of a pixel. One region, one thread.
 * <p>
 * Source: OpenSlide draws tiles with cairo's SATURATE operator, the topmost first: what is covered already stays, and a
 * later tile fills the rest, so that two tiles that meet within a pixel leave no seam. Outside of a tile there is
 * nothing, so that its interpolated edges are partly transparent.
 */
final class BlendingPainter {

	private static final int ONE = Subpixel.ONE;

	private final double left;
	private final double top;
	private final BlockShape shape;
	/** Colours multiplied by their coverage. */
	private final double[] colours;
	private final double[] coverage;

	/**
	 * @param left
	 *            position of the picture's left edge in level pixels
	 * @param top
	 *            position of its upper edge
	 * @param shape
	 *            of the picture
	 */
	BlendingPainter(final double left, final double top, final BlockShape shape) {
		this.left = left;
		this.top = top;
		this.shape = shape;
		colours = new double[shape.length()];
		coverage = new double[shape.pixels()];
	}

	/**
	 * Paints one tile under what is there: the topmost tile comes first.
	 *
	 * @param clip
	 *            what of the level may be painted at most
	 * @param tile
	 *            as large as its place
	 */
	void paint(final PlacedTile place, final Region clip, final PixelBlock tile) {
		final Region whole = place.region();
		final Region shown = whole.intersect(clip);
		if (shown.isEmpty()) return;
		final Subpixel x = Subpixel.at(left - whole.x() - place.shiftX());
		final Subpixel y = Subpixel.at(top - whole.y() - place.shiftY());
		final Source source =
			new Source(tile, shown.translate(-whole.x(), -whole.y()), shape.samples(), x.weight(), y.weight());
		final int firstRow = first(y, shape.height());
		final int endRow = (int) Math.min(shape.height(), Math.max(firstRow, tile.height() - y.pixel()));
		final int firstCol = first(x, shape.width());
		final int endCol = (int) Math.min(shape.width(), Math.max(firstCol, tile.width() - x.pixel()));
		for (int row = firstRow; row < endRow; row++) {
			final int tileRow = (int) (y.pixel() + row);
			final int inner = source.isInnerRow(tileRow) ? (int) Math.max(firstCol, source.minX - x.pixel()) : endCol;
			final int innerEnd = (int) Math.max(inner, Math.min(endCol, source.endInnerX() - x.pixel()));
			add(row, firstCol, Math.min(inner, endCol), source, x.pixel(), tileRow);
			for (int col = inner, p = row * shape.width() + col; col < innerEnd; col++, p++)
				if (coverage[p] == 0) {
					source.mixInner((int) (x.pixel() + col), tileRow, colours, p * shape.samples());
					coverage[p] = 1;
				}
				else if (coverage[p] < 1) add(p, source, (int) (x.pixel() + col), tileRow);
			add(row, innerEnd, endCol, source, x.pixel(), tileRow);
		}
	}

	/** Adds a part of a row, pixel by pixel. */
	private void add(final int row, final int from, final int end, final Source source, final long tileX,
		final int tileRow) {
		for (int col = from, p = row * shape.width() + col; col < end; col++, p++)
			if (coverage[p] < 1) add(p, source, (int) (tileX + col), tileRow);
	}

	/** The first column or row of the picture that the tile touches. */
	private static int first(final Subpixel start, final int length) {
		return (int) Math.max(0, Math.min(length, -start.pixel() - (start.isWhole() ? 0 : 1)));
	}

	private void add(final int p, final Source source, final int x, final int y) {
		final double covered = source.mix(x, y);
		if (covered <= 0) return;
		final double part = Math.min(covered, 1 - coverage[p]);
		final double factor = part / covered;
		for (int s = 0, i = p * shape.samples(); s < shape.samples(); s++, i++)
			colours[i] += source.sums[s] * factor;
		coverage[p] += part;
	}

	/** The painted picture with its coverage. */
	RegionPixels finish() {
		final PixelBlock block = PixelBlock.zeros(shape);
		final byte[] bytes = shape.type() == PixelType.UINT8 ? block.bytes() : null;
		final byte[] alpha = new byte[coverage.length];
		boolean opaque = true;
		for (int p = 0; p < coverage.length; p++) {
			final int a = (int) (coverage[p] * 255 + 0.5);
			alpha[p] = (byte) a;
			opaque &= a == 255;
			if (a == 0) continue;
			for (int s = 0, i = p * shape.samples(); s < shape.samples(); s++, i++)
				if (bytes != null) bytes[i] = (byte) (colours[i] / coverage[p] + 0.5);
				else block.put(i, colours[i] / coverage[p]);
		}
		return new RegionPixels(block, opaque ? null : alpha);
	}

	/** A tile that is read between its pixels. */
	private static final class Source {

		private final PixelBlock tile;
		private final byte[] bytes;
		private final int width;
		private final int n;
		private final boolean hasAlpha;
		private final double opaque;
		private final int minX;
		private final int minY;
		private final int maxX;
		private final int maxY;
		private final int weightX;
		private final int weightY;
		/** Colours of the pixel that was mixed last, multiplied by its coverage. */
		private final double[] sums;

		/**
		 * @param shown
		 *            the part of the tile that may be shown, in the tile's pixels
		 */
		Source(final PixelBlock tile, final Region shown, final int samples, final int weightX, final int weightY) {
			this.tile = tile;
			bytes = tile.type() == PixelType.UINT8 ? tile.bytes() : null;
			width = tile.width();
			n = tile.samples();
			hasAlpha = n != samples;
			opaque = tile.type().isFloating() ? 1 : Math.pow(2, tile.type().bits()) - 1;
			minX = (int) shown.x();
			minY = (int) shown.y();
			maxX = (int) shown.endX() - 1;
			maxY = (int) shown.endY() - 1;
			this.weightX = weightX;
			this.weightY = weightY;
			sums = new double[samples];
		}

		/** Whether each pixel of a row has all neighbours that it is mixed with, as far as the row itself has them. */
		boolean isInnerRow(final int y) {
			return bytes != null && !hasAlpha && y >= minY && y <= maxY - (weightY == 0 ? 0 : 1);
		}

		/** The first column right of those that have a right neighbour, if they are mixed with one. */
		int endInnerX() {
			return maxX + (weightX == 0 ? 1 : 0);
		}

		/** As {@link #mix} for a pixel of opaque bytes that has all its neighbours. */
		void mixInner(final int x, final int y, final double[] into, final int at) {
			final int right = weightX == 0 ? 0 : n;
			final int below = weightY == 0 ? 0 : width * n;
			final int w00 = (ONE - weightX) * (ONE - weightY);
			final int w10 = weightX * (ONE - weightY);
			final int w01 = (ONE - weightX) * weightY;
			final int w11 = weightX * weightY;
			for (int s = 0, i = (y * width + x) * n; s < n; s++, i++)
				into[at + s] =
					((bytes[i] & 0xff) * w00 + (bytes[i + right] & 0xff) * w10 + (bytes[i + below] & 0xff) * w01
					+ (bytes[i + below + right] & 0xff) * w11) * (1.0 / (ONE * ONE));
		}

		/**
		 * Mixes a pixel with its right and lower neighbours; gives the coverage 0 to 1, and leaves the colours in
		 * {@link #sums}.
		 */
		double mix(final int x, final int y) {
			Arrays.fill(sums, 0);
			return tap(x, y, (ONE - weightX) * (ONE - weightY)) + tap(x + 1, y, weightX * (ONE - weightY))
				+ tap(x, y + 1, (ONE - weightX) * weightY) + tap(x + 1, y + 1, weightX * weightY);
		}

		private double tap(final int x, final int y, final int weight) {
			if (weight == 0 || x < minX || x > maxX || y < minY || y > maxY) return 0;
			final int i = (y * width + x) * n;
			double w = (double) weight / (ONE * ONE);
			if (hasAlpha) w *= Math.max(0, Math.min(1, value(i + n - 1) / opaque));
			for (int s = 0; s < sums.length; s++)
				sums[s] += w * value(i + s);
			return w;
		}

		private double value(final int i) {
			return bytes != null ? bytes[i] & 0xff : tile.value(i);
		}
	}
}
