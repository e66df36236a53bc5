package org.coverslip.format.ventana;

import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.geom.Subpixel;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Cuts a part out of a tile where a plain copy is not enough: where the part begins between two pixels, so that it is
 * interpolated, or reaches beyond the used area of the tile, so that colours get an alpha sample. For one part and one
 * thread.
 */
final class TileCutter {

	private static final int ONE = Subpixel.ONE;

	private final PixelBlock from;
	private final Region used;
	private final Subpixel left;
	private final Subpixel top;
	private final boolean colours;
	private final int shown;
	private final double opaque;
	private final double[] sums;

	/**
	 * @param from
	 *            the tile: 1 sample, or RGB, or RGB with straight alpha
	 * @param used
	 *            the used area of the tile, in its pixels
	 * @param left
	 *            where the part begins
	 * @param top
	 *            likewise
	 */
	TileCutter(final PixelBlock from, final Region used, final Subpixel left, final Subpixel top) {
		this.from = from;
		this.used = used;
		this.left = left;
		this.top = top;
		colours = from.samples() >= 3;
		shown = Math.min(3, from.samples());
		opaque = from.type().isFloating() ? 1 : Math.pow(2, from.type().bits()) - 1;
		sums = new double[shown];
	}

	PixelBlock cut(final int width, final int height) {
		final int n = colours ? 4 : 1;
		final PixelBlock to = PixelBlock.zeros(new BlockShape(width, height, n, from.type()));
		boolean covered = true;
		for (int y = 0, out = 0; y < height; y++)
			for (int x = 0; x < width; x++, out += n) {
				final double alpha = mix(left.pixel() + x, top.pixel() + y);
				covered &= alpha == 1;
				if (alpha <= 0) continue;
				for (int s = 0; s < shown; s++)
					to.put(out + s, sums[s] / alpha);
				if (colours) to.put(out + 3, alpha * opaque);
			}
		return colours && covered ? withoutAlpha(to) : to;
	}

	/**
	 * Mixes a pixel with its right and lower neighbours: returns its alpha, 0 to 1, and leaves colours times alpha in
	 * the sums.
	 */
	private double mix(final long x, final long y) {
		Arrays.fill(sums, 0);
		final int wx = left.weight();
		final int wy = top.weight();
		return tap(x, y, (ONE - wx) * (ONE - wy)) + tap(x + 1, y, wx * (ONE - wy)) + tap(x, y + 1, (ONE - wx) * wy)
			+ tap(x + 1, y + 1, wx * wy);
	}

	private double tap(final long x, final long y, final int weight) {
		if (weight == 0 || !used.contains(x, y)) return 0;
		final int i = (int) (y * from.width() + x) * from.samples();
		double part = (double) weight / (ONE * ONE);
		if (from.samples() == 4) part *= from.value(i + 3) / opaque;
		for (int s = 0; s < shown; s++)
			sums[s] += part * from.value(i + s);
		return part;
	}

	private static PixelBlock withoutAlpha(final PixelBlock block) {
		final PixelBlock rgb = PixelBlock.zeros(block.shape().withSamples(3));
		for (int i = 0; i < block.shape().pixels(); i++)
			System.arraycopy(block.array(), 4 * i, rgb.array(), 3 * i, 3);
		return rgb;
	}
}
