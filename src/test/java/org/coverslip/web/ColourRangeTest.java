package org.coverslip.web;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;
import org.junit.Test;

/** Brightness, contrast and gamma of colours. */
public class ColourRangeTest {

	private static PixelBlock bytes(final int... values) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(values.length / 3, 1, 3, PixelType.UINT8));
		for (int i = 0; i < values.length; i++)
			block.bytes()[i] = (byte) values[i];
		return block;
	}

	private static PixelBlock shorts(final int... values) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(values.length / 3, 1, 3, PixelType.UINT16));
		for (int i = 0; i < values.length; i++)
			block.shorts()[i] = (short) values[i];
		return block;
	}

	@Test
	public void eightBits() {
		final PixelBlock shown = new ColourRange(10, 60, 1).shown(bytes(0, 10, 11, 35, 60, 255));
		assertArrayEquals(bytes(0, 0, 5, 128, 255, 255).bytes(), shown.bytes());
		assertArrayEquals("as they are", bytes(0, 1, 254).bytes(),
			new ColourRange(0, 255, 1).shown(bytes(0, 1, 254)).bytes());
	}

	@Test
	public void sixteenBitsBecomeEight() {
		final PixelBlock shown = new ColourRange(1000, 41000, 1).shown(shorts(0, 1000, 11000, 21000, 41000, 65535));
		assertEquals(PixelType.UINT8, shown.type());
		assertArrayEquals(bytes(0, 0, 64, 128, 255, 255).bytes(), shown.bytes());
	}

	@Test
	public void gammaAboveOneIsBrighter() {
		assertArrayEquals(bytes(0, 128, 255).bytes(), new ColourRange(0, 100, 2).shown(bytes(0, 25, 100)).bytes());
		assertArrayEquals(bytes(0, 64, 255).bytes(), new ColourRange(0, 100, 0.5).shown(bytes(0, 50, 100)).bytes());
	}

	/** Of 3000 values, six are left out at either end. */
	@Test
	public void fewValuesDoNotCount() {
		final int[] values = new int[3000];
		for (int i = 0; i < values.length; i++)
			values[i] = i < 6 ? 0 : i < 2994 ? 20 + i % 50 : 255;
		assertEquals(new ColourRange(20, 69, 1), ColourRange.of(new RegionPixels(bytes(values), null)));
	}

	@Test
	public void whatIsNotCoveredDoesNotCount() {
		final RegionPixels pixels = new RegionPixels(bytes(0, 0, 0, 40, 50, 60, 255, 255, 255),
			new byte[] { 0, (byte) 255, 0 });
		assertEquals(new ColourRange(40, 60, 1), ColourRange.of(pixels));
		assertEquals("nothing at all", new ColourRange(0, 1, 1),
			ColourRange.of(new RegionPixels(bytes(9, 9, 9), new byte[1])));
		assertEquals("one value", new ColourRange(9, 10, 1), ColourRange.of(new RegionPixels(bytes(9, 9, 9), null)));
	}

	@Test
	public void impossibleRangesAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new ColourRange(5, 5, 1));
		assertThrows(IllegalArgumentException.class, () -> new ColourRange(0, 5, 0));
		assertThrows(RequestException.class, () -> ColourRange.of("1:2"));
	}
}
