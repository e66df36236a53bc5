package org.coverslip.pixel;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

public class ClassHalvingTest {

	/** Four pixels, row by row, and what stands for them. */
	private static final int[][] SQUARES = { { 1, 2, 3, 4, 3 }, { 1, 1, 2, 2, 1 }, { 1, 2, 1, 2, 2 }, { 1, 2, 2, 1, 2 },
		{ 5, 1, 5, 5, 5 }, { 1, 5, 5, 5, 5 }, { 5, 5, 1, 5, 5 }, { 5, 5, 5, 1, 5 }, { 1, 2, 3, 2, 2 },
		{ 1, 2, 2, 3, 2 },
		{ 2, 2, 1, 3, 2 }, { 2, 1, 2, 3, 2 }, { 2, 1, 3, 2, 2 }, { 1, 3, 2, 2, 2 }, { 7, 7, 7, 7, 7 } };

	private static PixelBlock block(final PixelType type, final int width, final int height, final int samples,
		final int... values) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, samples, type));
		for (int i = 0; i < values.length; i++)
			block.put(i, values[i]);
		return block;
	}

	private static PixelBlock halved(final Halving halving, final PixelBlock src) {
		final PixelBlock dst = PixelBlock
			.zeros(new BlockShape((src.width() + 1) / 2, (src.height() + 1) / 2, src.samples(), src.type()));
		halving.halve(src, 0, 0, src.width(), src.height(), dst, 0, 0);
		return dst;
	}

	@Test
	public void theMostFrequentClassStaysWhateverItsType() {
		for (final PixelType type : PixelType.values())
			for (final int[] square : SQUARES) {
				final PixelBlock src = block(type, 2, 2, 1, square[0], square[1], square[2], square[3]);
				assertEquals(type + "", square[4], halved(ClassHalving.MODE, src).value(0), 0);
				assertEquals(square[0], halved(ClassHalving.NEAREST, src).value(0), 0);
			}
	}

	@Test
	public void aPixelIsAllItsSamples() {
		final PixelBlock src = block(PixelType.UINT8, 2, 2, 3, 1, 2, 3, 1, 2, 4, 9, 9, 9, 1, 2, 4);
		for (int s = 0; s < 3; s++)
			assertEquals(src.value(1, 0, s), halved(ClassHalving.MODE, src).value(0, 0, s), 0);
	}

	/** Nothing is equal to NaN but its bits, and 0 has two. */
	@Test
	public void floatingPointNumbersAreComparedByTheirBits() {
		for (final PixelType type : new PixelType[] { PixelType.FLOAT32, PixelType.FLOAT64 }) {
			final PixelBlock src = block(type, 2, 2, 1, 1, 0, 2, 0);
			src.put(1, Double.NaN);
			src.put(3, Double.NaN);
			assertEquals(Double.NaN, halved(ClassHalving.MODE, src).value(0), 0);
			src.put(1, -0.0);
			src.put(3, 0.0);
			assertEquals("all four differ", 2, halved(ClassHalving.MODE, src).value(0), 0);
		}
	}

	@Test
	public void aLastColumnOrRowWithoutPartnerIsItsOwn() {
		final PixelBlock src = block(PixelType.INT32, 3, 3, 1, 1, 1, 2, 1, 1, 2, 3, 3, 4);
		final PixelBlock half = halved(ClassHalving.MODE, src);
		assertEquals(1, half.value(0, 0, 0), 0);
		assertEquals(2, half.value(1, 0, 0), 0);
		assertEquals(3, half.value(0, 1, 0), 0);
		assertEquals(4, half.value(1, 1, 0), 0);
		assertEquals("of two pairs", 4, halved(ClassHalving.MODE, block(PixelType.INT32, 2, 1, 1, 3, 4)).value(0), 0);
	}

	@Test
	public void aPartGoesToItsPlace() {
		for (final ClassHalving halving : ClassHalving.values()) {
			final PixelBlock src = PixelBlock.zeros(new BlockShape(9, 8, 2, PixelType.UINT16));
			for (int i = 0; i < src.shape().length(); i++)
				src.put(i, 1 + i / 2 % 9 / 2 + i / 18 / 2 * 10 + i % 2 * 100);
			final PixelBlock dst = PixelBlock.zeros(new BlockShape(6, 6, 2, PixelType.UINT16));
			halving.halve(src, 2, 4, 4, 4, dst, 3, 1);
			for (int y = 0; y < 6; y++)
				for (int x = 0; x < 6; x++)
					for (int s = 0; s < 2; s++) {
						final boolean inside = x >= 3 && x < 5 && y >= 1 && y < 3;
						assertEquals(inside ? 1 + x - 3 + 1 + (y - 1 + 2) * 10 + s * 100 : 0, dst.value(x, y, s), 0);
					}
		}
	}

	@Test
	public void eachOfManyPixelsIsThatOfWhichThereAreMost() {
		final Random random = new Random(3);
		final PixelBlock src = PixelBlock.zeros(new BlockShape(20, 16, 2, PixelType.UINT8));
		for (int i = 0; i < src.shape().length(); i++)
			src.put(i, random.nextInt(2));
		final PixelBlock half = halved(ClassHalving.MODE, src);
		int certain = 0;
		for (int y = 0; y < 8; y++)
			for (int x = 0; x < 10; x++) {
				final int[] counts = new int[4];
				for (int n = 0; n < 4; n++)
					counts[number(src, 2 * x + n % 2, 2 * y + n / 2)]++;
				final int most = Arrays.stream(counts).max().getAsInt();
				if (Arrays.stream(counts).filter(count -> count == most).count() > 1) continue;
				assertEquals(x + ", " + y, most, counts[number(half, x, y)]);
				certain++;
			}
		assertTrue(certain + " without a draw", certain > 40);
	}

	private static int number(final PixelBlock block, final int x, final int y) {
		return (int) (2 * block.value(x, y, 0) + block.value(x, y, 1));
	}
}
