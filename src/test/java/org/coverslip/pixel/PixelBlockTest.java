package org.coverslip.pixel;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** Shapes of blocks, and copies between blocks. */
public class PixelBlockTest {

	private static final int LONGEST = Integer.MAX_VALUE - 8;

	@Test
	public void aBlockFitsAnArrayOrIsRefused() {
		assertTrue(BlockShape.fits(1, 1, 1));
		assertTrue(BlockShape.fits(LONGEST, 1, 1));
		assertTrue(BlockShape.fits(1, LONGEST, 1));
		assertTrue(BlockShape.fits(1, 1, LONGEST));
		final long[][] tooMuch = { { 0, 1, 1 }, { 1, 0, 1 }, { 1, 1, 0 }, { LONGEST + 1L, 1, 1 },
			{ 1, LONGEST + 1L, 1 },
			{ 1, 1, LONGEST + 1L }, { 46341, 46341, 1 }, { 32768, 16384, 4 }, { 1L << 40, 1L << 40, 1 },
			{ 1L << 30, 1L << 30, 1L << 30 } };
		for (final long[] size : tooMuch)
			assertFalse(BlockShape.fits(size[0], size[1], size[2]));
		assertTrue("one row less", BlockShape.fits(32768, 16383, 4));
		assertThrows(IllegalArgumentException.class, () -> new BlockShape(0, 1, 1, PixelType.UINT8));
		assertThrows(IllegalArgumentException.class, () -> new BlockShape(1, 0, 1, PixelType.UINT8));
		assertThrows(IllegalArgumentException.class, () -> new BlockShape(1, 1, 0, PixelType.UINT8));
		assertThrows(IllegalArgumentException.class, () -> new BlockShape(46341, 46341, 1, PixelType.UINT8));
	}

	@Test
	public void sizesFollowFromTheShape() {
		final BlockShape shape = new BlockShape(5, 4, 3, PixelType.FLOAT64);
		assertEquals(20, shape.pixels());
		assertEquals(60, shape.length());
		assertEquals(480, shape.byteCount());
		assertEquals(4L * LONGEST, new BlockShape(LONGEST, 1, 1, PixelType.INT32).byteCount());
		assertEquals(new BlockShape(5, 4, 1, PixelType.FLOAT64), shape.withSamples(1));
		assertEquals("5 x 4 x 3 FLOAT64", shape.toString());
	}

	@Test
	public void arraysOfAnotherTypeOrLengthAreRefused() {
		for (final PixelType type : PixelType.values()) {
			final BlockShape shape = new BlockShape(3, 2, 1, type);
			new PixelBlock(shape, type.newArray(6));
			assertThrows(IllegalArgumentException.class, () -> new PixelBlock(shape, type.newArray(5)));
			assertThrows(IllegalArgumentException.class, () -> new PixelBlock(shape, new char[6]));
			assertEquals(type.name().charAt(0) != 'U', type.isSigned());
			assertEquals(type.name().startsWith("F"), type.isFloating());
			assertTrue(type.name().endsWith("T" + type.bits()));
		}
	}

	private static PixelBlock numbered(final int width, final int height, final int samples) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, samples, PixelType.UINT16));
		for (int i = 0; i < block.shape().length(); i++)
			block.put(i, i + 1);
		return block;
	}

	@Test
	public void rectanglesAreCopiedAndNothingElse() {
		final PixelBlock src = numbered(4, 3, 2);
		final PixelBlock dst = PixelBlock.zeros(new BlockShape(3, 4, 2, PixelType.UINT16));
		src.copyTo(2, 1, dst, 1, 2, 2, 2);
		assertArrayEquals(new short[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13, 14, 15, 16, 0, 0, 21, 22, 23,
			24 },
			dst.shorts());
		assertArrayEquals(new short[] { 13, 14, 15, 16, 21, 22, 23, 24 }, src.crop(2, 1, 2, 2).shorts());
		assertEquals(22, src.value(2, 2, 1), 0);
		assertArrayEquals(src.shorts(), src.crop(0, 0, 4, 3).shorts());
	}

	@Test
	public void rectanglesThatReachOutAreRefused() {
		final PixelBlock src = numbered(4, 3, 1);
		final PixelBlock dst = numbered(3, 4, 1);
		final int[][] outside = { { -1, 0, 0, 0, 1, 1 }, { 0, -1, 0, 0, 1, 1 }, { 0, 0, -1, 0, 1, 1 },
			{ 0, 0, 0, -1, 1, 1 }, { 0, 0, 0, 0, -1, 1 }, { 0, 0, 0, 0, 1, -1 }, { 2, 0, 0, 0, 3, 1 },
			{ 0, 1, 0, 0, 1, 3 },
			{ 0, 0, 1, 0, 3, 1 }, { 0, 0, 0, 2, 1, 3 } };
		for (final int[] r : outside) {
			final String message = assertThrows(IndexOutOfBoundsException.class,
				() -> src.copyTo(r[0], r[1], dst, r[2], r[3], r[4], r[5])).getMessage();
			assertTrue(message, message.startsWith(r[4] + " x " + r[5] + " from (" + r[0] + ", " + r[1] + ") of "));
		}
		src.copyTo(4, 3, dst, 3, 4, 0, 0);
		final PixelBlock other = PixelBlock.zeros(new BlockShape(4, 3, 1, PixelType.INT16));
		assertThrows(IllegalArgumentException.class, () -> src.copyTo(0, 0, other, 0, 0, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> src.copyTo(0, 0, numbered(4, 3, 2), 0, 0, 1, 1));
	}
}
