package org.coverslip.slide;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class TwoByTwoMeanTest {

	private static final int WIDTH = 8;
	private static final int HEIGHT = 6;

	private final Random random = new Random(2);

	private RegionPixels pixels(final PixelType type, final int samples, final byte[] alpha) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(WIDTH, HEIGHT, samples, type));
		for (int i = 0; i < block.shape().length(); i++)
			block.put(i, random.nextInt(type == PixelType.UINT8 ? 256 : 65536));
		return new RegionPixels(block, alpha);
	}

	/** Nothing, half or all; in some squares nothing at all. */
	private byte[] coverage() {
		final byte[] alpha = new byte[WIDTH * HEIGHT];
		for (int i = 0; i < alpha.length; i++)
			if (i % WIDTH / 2 != 1) alpha[i] = (byte) new int[] { 0, 100, 255, 255 }[random.nextInt(4)];
		return alpha;
	}

	@Test
	public void whatIsCoveredMakesTheMean() {
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16, PixelType.UINT32 })
			for (final int samples : new int[] { 1, 3 })
				for (int width = 5; width <= 9; width++)
					for (int height = 3; height <= 7; height++) {
						final Region inside = new Region(3, 4, width, height);
						assertHalved(pixels(type, samples, coverage()), inside);
						assertHalved(pixels(type, samples, null), inside);
					}
	}

	/** No alpha comes of what lies beyond the level. */
	@Test
	public void onlyWhatIsInsideMatters() {
		final byte[] alpha = new byte[WIDTH * HEIGHT];
		for (int y = 0; y < 3; y++)
			Arrays.fill(alpha, y * WIDTH, y * WIDTH + 5, (byte) 255);
		final RegionPixels pixels = pixels(PixelType.UINT8, 3, alpha);
		assertEquals(3, TwoByTwoMean.of(pixels, Region.ofSize(5, 3)).samples());
		assertHalved(pixels, Region.ofSize(5, 3));
		assertEquals(4, TwoByTwoMean.of(pixels, Region.ofSize(6, 3)).samples());
		assertEquals(4, TwoByTwoMean.of(pixels, Region.ofSize(5, 4)).samples());
	}

	private static void assertHalved(final RegionPixels pixels, final Region inside) {
		final PixelBlock from = pixels.block();
		final PixelBlock half = TwoByTwoMean.of(pixels, inside);
		assertEquals(WIDTH / 2, half.width());
		assertEquals(HEIGHT / 2, half.height());
		final double opaque = Math.pow(2, from.type().bits()) - 1;
		for (int y = 0; y < HEIGHT / 2; y++)
			for (int x = 0; x < WIDTH / 2; x++) {
				final double[] sums = new double[from.samples()];
				double covered = 0;
				int count = 0;
				for (int v = 2 * y; v < Math.min(2 * y + 2, inside.height()); v++)
					for (int u = 2 * x; u < Math.min(2 * x + 2, inside.width()); u++) {
						final double alpha = pixels.alpha(v * WIDTH + u) / 255.0;
						count++;
						covered += alpha;
						for (int s = 0; s < sums.length; s++)
							sums[s] += alpha * from.value(u, v, s);
					}
				final String where = inside + " at (" + x + ", " + y + ")";
				for (int s = 0; s < sums.length; s++)
					assertEquals(where, covered == 0 ? 0 : sums[s] / covered, half.value(x, y, s), 0.501);
				if (half.samples() > from.samples()) assertEquals(where, count == 0 ? 0 : covered / count * opaque,
					half.value(x, y, from.samples()), 0.501);
			}
	}
}
