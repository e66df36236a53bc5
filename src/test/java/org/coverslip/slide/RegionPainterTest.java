package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Tiles with and without an alpha of their own, painted over each other, pixel by pixel. */
public class RegionPainterTest {

	private static final Region REGION = new Region(10, 20, 6, 4);
	private static final Region EVERYWHERE = Region.ofSize(100, 100);

	/** The tile's pixel number n has samples n, n + 1, n + 2, and, if it has a fourth, alpha. */
	private static PixelBlock tile(final int width, final int height, final PixelType type, final double... alpha) {
		final int samples = alpha.length == 0 ? 3 : 4;
		final PixelBlock tile = PixelBlock.zeros(new BlockShape(width, height, samples, type));
		for (int n = 0; n < width * height; n++)
			for (int s = 0; s < samples; s++)
				tile.put(n * samples + s, s == 3 ? alpha[n % alpha.length] : n + s);
		return tile;
	}

	private static void assertPixel(final RegionPixels pixels, final int x, final int y, final int alpha,
		final int number) {
		final int n = (y - 20) * 6 + x - 10;
		assertEquals(x + ", " + y, alpha, pixels.alpha(n));
		for (int s = 0; s < 3; s++)
			assertEquals(x + ", " + y, number < 0 ? 0 : number + s, pixels.block().value(3 * n + s), 0);
	}

	@Test
	public void alphaIsTheTilesOwn() {
		final double[][] alphas = { { 0, 64, 255 }, { 0, 64 * 257, 65535 }, { 0, 64 * 16843009.0, 4294967295.0 },
			{ -1, 64 / 255.0, 1.5 } };
		final PixelType[] types = { PixelType.UINT8, PixelType.UINT16, PixelType.UINT32, PixelType.FLOAT32 };
		for (int i = 0; i < types.length; i++) {
			final RegionPainter painter = new RegionPainter(REGION, new BlockShape(6, 4, 3, types[i]), true);
			painter.paint(new Region(8, 19, 5, 4), EVERYWHERE, tile(5, 4, types[i], alphas[i]));
			final RegionPixels pixels = painter.finish();
			for (int y = 20; y < 24; y++)
				for (int x = 10; x < 16; x++) {
					final int number = (y - 19) * 5 + x - 8;
					final boolean shown = x < 13 && y < 23 && number % 3 != 0;
					assertPixel(pixels, x, y, shown ? number % 3 == 1 ? 64 : 255 : 0, shown ? number : -1);
				}
		}
	}

	@Test
	public void laterTilesLieOnEarlierOnes() {
		final RegionPainter painter = new RegionPainter(REGION, new BlockShape(6, 4, 3, PixelType.UINT8), false);
		painter.paint(new Region(10, 20, 3, 3), EVERYWHERE, tile(3, 3, PixelType.UINT8));
		painter.paint(new Region(12, 20, 2, 2), EVERYWHERE, tile(2, 2, PixelType.UINT8, 0, 100));
		painter.paint(new Region(13, 21, 4, 4), new Region(0, 0, 15, 22), tile(4, 4, PixelType.UINT8));
		final RegionPixels pixels = painter.finish();
		assertPixel(pixels, 10, 20, 255, 0);
		assertPixel(pixels, 12, 20, 255, 2);
		assertPixel(pixels, 12, 22, 255, 8);
		assertPixel(pixels, 13, 20, 100, 1);
		assertPixel(pixels, 13, 21, 255, 0);
		assertPixel(pixels, 14, 21, 255, 1);
		assertPixel(pixels, 15, 21, 0, -1);
		assertPixel(pixels, 13, 22, 0, -1);
		assertPixel(pixels, 10, 23, 0, -1);
	}

	@Test
	public void whatIsCoveredWhollyIsOpaque() {
		for (final boolean disjoint : new boolean[] { true, false }) {
			final RegionPainter painter =
				new RegionPainter(REGION, new BlockShape(6, 4, 3, PixelType.UINT8), disjoint);
			painter.paint(new Region(10, 20, 6, 3), EVERYWHERE, tile(6, 3, PixelType.UINT8));
			painter.paint(new Region(10, 23, 6, 3), EVERYWHERE, tile(6, 3, PixelType.UINT8));
			assertTrue(painter.finish().isOpaque());
		}
		final RegionPainter twice = new RegionPainter(REGION, new BlockShape(6, 4, 3, PixelType.UINT8), false);
		for (int i = 0; i < 2; i++)
			twice.paint(new Region(10, 20, 6, 2), EVERYWHERE, tile(6, 2, PixelType.UINT8));
		assertFalse("12 pixels twice are not 24", twice.finish().isOpaque());
		final RegionPainter clear = new RegionPainter(REGION, new BlockShape(6, 4, 3, PixelType.UINT8), true);
		clear.paint(new Region(10, 20, 6, 4), EVERYWHERE, tile(6, 4, PixelType.UINT8, 255));
		assertTrue(clear.finish().isOpaque());
	}
}
