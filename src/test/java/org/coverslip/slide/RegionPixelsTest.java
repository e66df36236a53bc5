package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class RegionPixelsTest {

	private static PixelBlock bytes(final int width, final int samples, final int... values) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, 1, samples, PixelType.UINT8));
		for (int i = 0; i < values.length; i++)
			block.bytes()[i] = (byte) values[i];
		return block;
	}

	private static PixelBlock shorts(final int width, final int samples, final int... values) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, 1, samples, PixelType.UINT16));
		for (int i = 0; i < values.length; i++)
			block.shorts()[i] = (short) values[i];
		return block;
	}

	private static byte[] alpha(final int... values) {
		final byte[] alpha = new byte[values.length];
		for (int i = 0; i < values.length; i++)
			alpha[i] = (byte) values[i];
		return alpha;
	}

	private static void assertSamples(final PixelBlock found, final double... expected) {
		assertEquals(expected.length, found.shape().length());
		for (int i = 0; i < expected.length; i++)
			assertEquals("sample " + i, expected[i], found.value(i), 0);
	}

	@Test
	public void theFourthSampleIsCoverage() {
		final RegionPixels ofBytes = RegionPixels.of(bytes(3, 4, 10, 20, 30, 255, 40, 50, 60, 77, 70, 80, 90, 0));
		assertSamples(ofBytes.block(), 10, 20, 30, 40, 50, 60, 70, 80, 90);
		assertAlpha(ofBytes, 255, 77, 0);
		final RegionPixels ofShorts =
			RegionPixels.of(shorts(3, 4, 1, 2, 3, 65535, 4, 5, 6, 257 * 100 + 129, 7, 8, 9, 128));
		assertSamples(ofShorts.block(), 1, 2, 3, 4, 5, 6, 7, 8, 9);
		assertAlpha(ofShorts, 255, 101, 0);
		final PixelBlock floats = PixelBlock.zeros(new BlockShape(3, 1, 4, PixelType.FLOAT32));
		floats.floats()[3] = 1.5f;
		floats.floats()[7] = 0.5f;
		floats.floats()[11] = -3;
		assertAlpha(RegionPixels.of(floats), 255, 128, 0);
	}

	private static void assertAlpha(final RegionPixels pixels, final int... expected) {
		for (int i = 0; i < expected.length; i++)
			assertEquals("pixel " + i, expected[i], pixels.alpha(i));
	}

	@Test
	public void withoutAFourthSampleAllIsCovered() {
		final PixelBlock block = bytes(1, 3, 1, 2, 3);
		assertSame(block, RegionPixels.of(block).block());
		assertTrue(RegionPixels.of(block).isOpaque());
		assertFalse(RegionPixels.of(block).isEmpty());
		assertSame(block, RegionPixels.of(block).over(0xff0000));
	}

	@Test
	public void whatIsNotCoveredShowsTheBackground() {
		final RegionPixels eight =
			new RegionPixels(bytes(3, 3, 200, 100, 50, 0, 0, 0, 200, 100, 50), alpha(255, 0, 64));
		// (200 · 64 + 16 · 191) / 255 = 62.2, (100 · 64 + 240 · 191) / 255 = 204.9, (50 · 64 + 3 · 191) / 255 = 14.8
		assertSamples(eight.over(0x10f003), 200, 100, 50, 16, 240, 3, 62, 205, 15);
		assertSamples(eight.block(), 200, 100, 50, 0, 0, 0, 200, 100, 50);
		final RegionPixels sixteen =
			new RegionPixels(shorts(3, 3, 60000, 1000, 5, 0, 0, 0, 60000, 1000, 5), alpha(255, 0, 64));
		// backgrounds of 0x1010 = 4112, 0xf0f0 = 61680, 0x0303 = 771
		assertSamples(sixteen.over(0x10f003), 60000, 1000, 5, 4112, 61680, 771, 18139, 46451, 579);
	}

	@Test
	public void measuredSamplesHaveNoBackground() {
		final PixelBlock grey = bytes(2, 1, 7, 0);
		assertSame(grey, new RegionPixels(grey, alpha(255, 0)).over(0xffffff));
		final PixelBlock wide = PixelBlock.zeros(new BlockShape(1, 1, 3, PixelType.FLOAT32));
		assertSamples(new RegionPixels(wide, alpha(0)).over(0xffffff), 0, 0, 0);
	}

	@Test
	public void wordsOfSixteenBitsAreRounded() {
		final int half = 257 * 10 + 129;
		assertArrayEquals(new int[] { 0xff0a0bff, 0xff000080 },
			new RegionPixels(shorts(2, 3, half - 1, half, 65535, 128, 0, 32896), null).toArgb());
		assertArrayEquals(new int[] { 0xff0b0b0b, 0x400b0b0b, 0 },
			new RegionPixels(shorts(3, 1, half, half, half), alpha(255, 64, 0)).toArgb());
		final RegionPixels floats =
			new RegionPixels(PixelBlock.zeros(new BlockShape(1, 1, 1, PixelType.FLOAT32)), null);
		assertThrows(IllegalStateException.class, floats::toArgb);
	}

	@Test
	public void greyWordsOfEightBits() {
		assertArrayEquals(new int[] { 0xffc8c8c8, 0xff070707, 0xff000000 },
			new RegionPixels(bytes(3, 1, 200, 7, 0), null).toArgb());
	}

	@Test
	public void wordsAndPixelsAreTheSame() {
		final int[] words = { 0xff102030, 0x80405060, 0 };
		final RegionPixels pixels = RegionPixels.ofArgb(3, 1, words);
		assertArrayEquals(words, pixels.toArgb());
		assertSamples(pixels.block(), 16, 32, 48, 64, 80, 96, 0, 0, 0);
		assertTrue(RegionPixels.ofArgb(1, 1, new int[] { 0xff000000 }).isOpaque());
		assertFalse(pixels.isOpaque());
	}

	@Test
	public void emptyIsWhatNothingCovers() {
		assertTrue(new RegionPixels(bytes(2, 1), alpha(0, 0)).isEmpty());
		assertFalse(new RegionPixels(bytes(2, 1), alpha(0, 1)).isEmpty());
		assertThrows(IllegalArgumentException.class, () -> new RegionPixels(bytes(2, 1), alpha(0)));
	}

	@Test
	public void equalPixelsAndCoverageAreEqual() {
		final RegionPixels pixels = new RegionPixels(bytes(2, 1, 5, 6), alpha(255, 0));
		final RegionPixels same = new RegionPixels(bytes(2, 1, 5, 6), alpha(255, 0));
		assertEquals(pixels, same);
		assertEquals(pixels.hashCode(), same.hashCode());
		assertNotEquals(pixels, new RegionPixels(bytes(2, 1, 5, 7), alpha(255, 0)));
		assertNotEquals(pixels, new RegionPixels(bytes(2, 1, 5, 6), alpha(255, 1)));
		assertNotEquals(pixels, new RegionPixels(bytes(2, 1, 5, 6), null));
		assertNotEquals(pixels, new RegionPixels(shorts(2, 1, 5, 6), alpha(255, 0)));
	}
}
