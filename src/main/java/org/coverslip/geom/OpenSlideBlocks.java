package org.coverslip.geom;

import java.util.ArrayList;
import java.util.List;

/**
 * How OpenSlide turns "position in level 0, size in pixels of the level" into positions in the level.
 * <p>
 * Source: {@code openslide_read_region} of OpenSlide 3.4.1 and 4.0.1. A request is cut into blocks of 4096 x 4096
 * pixels. A block's origin in level 0 is cut to whole pixels, and divided by the downsample that gives a position in
 * the level which may lie between pixels. A block that begins left of column 0 is moved right by whole pixels of the
 * level and begins at 0; likewise for rows.
 */
public final class OpenSlideBlocks {

	private static final int BLOCK = 4096;

	private OpenSlideBlocks() {}

	/**
	 * One block of a request.
	 *
	 * @param outX
	 *            its left column in the result, in pixels
	 * @param outY
	 *            its top row in the result
	 * @param region
	 *            the pixels of the level that it shows where the weights are 0; else each pixel is mixed with its right
	 *            and lower neighbours
	 * @param weightX
	 *            how much the right neighbour counts, in 1/128: 0 &le; weightX &lt; 128
	 * @param weightY
	 *            how much the lower neighbour counts, likewise
	 * @param left
	 *            the exact position in the level of the block's left edge, &ge; 0
	 * @param top
	 *            the exact position of its upper edge, likewise
	 */
	public record Block(int outX, int outY, Region region, int weightX, int weightY, double left, double top) {

		/** Whether pixels are shown as they are. */
		public boolean isWhole() {
			return weightX == 0 && weightY == 0;
		}
	}

	/**
	 * Divides a request.
	 *
	 * @param x0
	 *            left column in level-0 pixels, may be negative
	 * @param y0
	 *            top row likewise
	 * @param width
	 *            columns of the result, in pixels of the level
	 * @param height
	 *            rows of the result
	 * @param downsample
	 *            of the level
	 * @return blocks that do not overlap and together show all that may lie in the level
	 */
	public static List<Block> of(final long x0, final long y0, final int width, final int height,
		final double downsample) {
		final List<Block> blocks = new ArrayList<>();
		// where all positions are whole, blocks leave no trace and need not be made
		final int step = downsample == 1 ? Math.max(width, height) : BLOCK;
		for (int row = 0; row < height; row += step)
			for (int col = 0; col < width; col += step) {
				final Axis x = Axis.of((long) (x0 + col * downsample), Math.min(step, width - col), downsample);
				final Axis y = Axis.of((long) (y0 + row * downsample), Math.min(step, height - row), downsample);
				if (x.length > 0 && y.length > 0)
					blocks.add(new Block(col + x.shift, row + y.shift, new Region(x.start, y.start, x.length, y.length),
						x.weight,
						y.weight, x.position, y.position));
			}
		return blocks;
	}

	private record Axis(int shift, long start, int length, int weight, double position) {

		static Axis of(final long origin0, final int length, final double downsample) {
			final int shift = origin0 < 0 ? (int) Math.min(length, (long) (-origin0 / downsample)) : 0;
			final double position = Math.max(0, origin0) / downsample;
			final Subpixel start = Subpixel.at(position);
			return new Axis(shift, start.pixel(), length - shift, start.weight(), position);
		}
	}
}
