package org.coverslip.pixel;

/**
 * Halves an image of classes, as a mask or a label image, whose values are names rather than amounts: each pixel is one
 * of the four that it stands for, with all its samples, so that no value appears that was not there.
 */
public enum ClassHalving implements Halving {

	/** The upper left one of the four. */
	NEAREST {

		@Override
		int chosen(final Object array, final int n, final int a, final int b, final int c, final int d) {
			return a;
		}
	},

	/**
	 * The most frequent one. Of two pairs it is the one to which the upper right pixel belongs, and where all four
	 * differ the lower left one: so {@code vips tiffsave --region-shrink mode} decides (measured on 8.14; of several
	 * samples it takes each for itself).
	 */
	MODE {

		@Override
		int chosen(final Object array, final int n, final int a, final int b, final int c, final int d) {
			if (Samples.equal(array, n, b, a) || Samples.equal(array, n, b, c) || Samples.equal(array, n, b, d)) {
				// b has a partner; only where the other three are alike is it outvoted, and then it has none
				return b;
			}
			return Samples.equal(array, n, a, c) || Samples.equal(array, n, a, d) ? a : c;
		}
	};

	/**
	 * One of four pixels, each given by the place of its first sample.
	 *
	 * @param n
	 *            samples of a pixel
	 */
	abstract int chosen(Object array, int n, int upperLeft, int upperRight, int lowerLeft, int lowerRight);

	@Override
	public void halve(final PixelBlock src, final int srcX, final int srcY, final int width, final int height,
		final PixelBlock dst,
		final int dstX, final int dstY)
	{
		final int n = src.samples();
		for (int y = 0; y < height; y += 2) {
			final int upper = (srcY + y) * src.width() + srcX;
			final int lower = y + 1 < height ? upper + src.width() : upper;
			int to = ((dstY + y / 2) * dst.width() + dstX) * n;
			for (int x = 0; x < width; x += 2, to += n) {
				final int right = x + 1 < width ? x + 1 : x;
				final int from =
					chosen(src.array(), n, (upper + x) * n, (upper + right) * n, (lower + x) * n, (lower + right) * n);
				System.arraycopy(src.array(), from, dst.array(), to, n);
			}
		}
	}

	/** Compares pixels within an array of a block. */
	private static final class Samples {

		/** Whether all samples of two pixels are alike; of floating-point numbers, their bits. */
		static boolean equal(final Object array, final int n, final int a, final int b) {
			for (int s = 0; s < n; s++)
				if (!equal(array, a + s, b + s)) return false;
			return true;
		}

		private static boolean equal(final Object array, final int a, final int b) {
			if (array instanceof byte[] bytes) return bytes[a] == bytes[b];
			if (array instanceof short[] shorts) return shorts[a] == shorts[b];
			if (array instanceof int[] ints) return ints[a] == ints[b];
			if (array instanceof float[] floats)
				return Float.floatToIntBits(floats[a]) == Float.floatToIntBits(floats[b]);
			final double[] doubles = (double[]) array;
			return Double.doubleToLongBits(doubles[a]) == Double.doubleToLongBits(doubles[b]);
		}
	}
}
