package org.coverslip.slide;

import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** Halves pixels in both directions: each result is the mean of the covered ones of 2 x 2 pixels. */
final class TwoByTwoMean {

	private TwoByTwoMean() {}

	/**
	 * @param pixels
	 *            of even width and height
	 * @param inside
	 *            the part of the level that they show; only its size counts, since what lies right of it or below lies
	 *            outside the level and does not make its border transparent
	 * @return half as wide and high; of colours, with a fourth sample, straight alpha, if not all inside is covered
	 */
	static PixelBlock of(final RegionPixels pixels, final Region inside) {
		final PixelBlock source = pixels.block();
		final int width = (int) Math.min(source.width(), inside.width());
		final int height = (int) Math.min(source.height(), inside.height());
		if (covered(pixels, width, height) && width % 2 == 0 && height % 2 == 0)
			return allCovered(source, width, height);
		final boolean withAlpha = source.samples() == 3 && !covered(pixels, width, height);
		final int n = source.samples();
		final int outN = withAlpha ? n + 1 : n;
		final PixelBlock out = PixelBlock.zeros(
			new BlockShape(source.width() / 2, source.height() / 2, outN, source.type()));
		final double[] sums = new double[n];
		for (int y = 0; y < height; y += 2)
			for (int x = 0; x < width; x += 2) {
				Arrays.fill(sums, 0);
				int seen = 0;
				int alphas = 0;
				for (int dy = 0; dy < 2 && y + dy < height; dy++)
					for (int dx = 0; dx < 2 && x + dx < width; dx++) {
						final int at = (y + dy) * source.width() + x + dx;
						final int alpha = pixels.alpha(at);
						seen++;
						alphas += alpha;
						for (int s = 0; s < n; s++)
							if (alpha > 0) sums[s] += alpha * source.value(at * n + s);
					}
				if (alphas == 0) continue;
				final int to = (y / 2 * out.width() + x / 2) * outN;
				for (int s = 0; s < n; s++)
					out.put(to + s, sums[s] / alphas);
				if (withAlpha) out.put(to + n, opaque(out.type()) * alphas / (255.0 * seen));
			}
		return out;
	}

	/** The frequent case. */
	private static PixelBlock allCovered(final PixelBlock source, final int width, final int height) {
		final PixelBlock out =
			PixelBlock.zeros(new BlockShape(source.width() / 2, source.height() / 2, source.samples(), source.type()));
		HalfSize.TO_NEAREST.halve(source, 0, 0, width, height, out, 0, 0);
		return out;
	}

	private static boolean covered(final RegionPixels pixels, final int width, final int height) {
		if (pixels.isOpaque()) return true;
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				if (pixels.alpha(y * pixels.block().width() + x) < 255) return false;
		return true;
	}

	/** The value of full coverage in a tile's fourth sample. */
	private static double opaque(final PixelType type) {
		return switch (type) {
			case UINT8 -> 255;
			case UINT16 -> 65535;
			case UINT32 -> 4294967295.0;
			default -> 1;
		};
	}
}
