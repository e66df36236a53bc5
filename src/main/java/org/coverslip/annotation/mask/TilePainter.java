package org.coverslip.annotation.mask;

import java.util.Arrays;

import org.coverslip.annotation.PackedPaths;
import org.coverslip.geom.PixelCentres;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelBlock;

/**
 * Paints areas into one tile, the later over the earlier. Which pixels an edge turns does not depend on the tile, nor
 * on the way in which its ring goes around, so that tiles make no seams and areas side by side no gaps. For one thread.
 */
final class TilePainter implements PackedPaths.Rings {

	private final ScaledRegion place;
	private final int left;
	private final int top;
	private final int width;
	private final int height;
	private final PixelBlock tile;
	private int label;
	private long[] crossings = new long[256];
	private int count;

	/**
	 * @param place
	 *            where the label image lies in the coordinates of the rings
	 * @param region
	 *            of the tile, in the label image's pixels
	 * @param tile
	 *            to be painted on, of one sample of an unsigned type
	 */
	TilePainter(final ScaledRegion place, final Region region, final PixelBlock tile) {
		this.place = place;
		this.tile = tile;
		left = (int) region.x();
		top = (int) region.y();
		width = tile.width();
		height = tile.height();
	}

	/** Begins an area. */
	void area(final int newLabel) {
		finish();
		label = newLabel;
	}

	@Override
	public void polygon() {
		finish();
	}

	@Override
	public void ring(final double[] xy, final int points) {
		double beforeX = (xy[2 * points - 2] - place.x0()) / place.pitchX();
		double beforeY = (xy[2 * points - 1] - place.y0()) / place.pitchY();
		for (int i = 0; i < 2 * points; i += 2) {
			final double x = (xy[i] - place.x0()) / place.pitchX();
			final double y = (xy[i + 1] - place.y0()) / place.pitchY();
			if (beforeY < y) edge(beforeX, beforeY, x, y);
			else if (y < beforeY) edge(x, y, beforeX, beforeY);
			beforeX = x;
			beforeY = y;
		}
	}

	/** From its upper end to its lower one, in pixels of the label image. */
	private void edge(final double x1, final double y1, final double x2, final double y2) {
		if (y2 <= top || y1 >= top + height || x1 > left + width && x2 > left + width) return;
		final int end = PixelCentres.notBefore(y2, top, top + height);
		for (int row = PixelCentres.notBefore(y1, top, top + height); row < end; row++) {
			final double x = x1 + (row + 0.5 - y1) * (x2 - x1) / (y2 - y1);
			final int column = PixelCentres.notBefore(x, left, left + width) - left;
			if (column == width) continue; // what is inside then ends with the row
			if (count == crossings.length) crossings = Arrays.copyOf(crossings, 2 * count);
			crossings[count++] = (long) (row - top) << 32 | column;
		}
	}

	/** Fills what the edges since the last polygon enclose. */
	void finish() {
		if (count == 0) return;
		Arrays.sort(crossings, 0, count);
		for (int i = 0; i < count;) {
			final int row = (int) (crossings[i] >>> 32);
			final int from = (int) crossings[i];
			final boolean ends = i + 1 < count && (int) (crossings[i + 1] >>> 32) == row;
			fill(row, from, ends ? (int) crossings[i + 1] : width);
			i += ends ? 2 : 1;
		}
		count = 0;
	}

	private void fill(final int row, final int from, final int end) {
		if (from == end) return;
		final int start = row * width;
		switch (tile.type()) {
			case UINT8 -> Arrays.fill(tile.bytes(), start + from, start + end, (byte) label);
			case UINT16 -> Arrays.fill(tile.shorts(), start + from, start + end, (short) label);
			default -> Arrays.fill(tile.ints(), start + from, start + end, label);
		}
	}
}
