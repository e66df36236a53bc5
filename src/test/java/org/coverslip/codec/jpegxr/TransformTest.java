package org.coverslip.codec.jpegxr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Random;

import org.junit.Test;

/** Transforms, overlap operators, and numbers that stand for floating-point numbers. */
public class TransformTest {

	private static final int STRIDE = 9;

	@Test
	public void flatBlocksAreASpecialCase() {
		for (int dc = -3000; dc <= 3000; dc++) {
			final int[] slow = new int[5 * STRIDE];
			final int[] fast = new int[5 * STRIDE];
			CoreTransform.inverse(new int[20], 2, dc, slow, 3, STRIDE);
			CoreTransform.inverseFlat(dc, fast, 3, STRIDE);
			assertArrayEquals("DC " + dc, slow, fast);
		}
	}

	/** A coefficient gives the cosine of its frequency, and nothing outside of the block. */
	@Test
	public void coefficientsAreFrequencies() {
		for (int v = 0; v < 4; v++)
			for (int u = 0; u < 4; u++) {
				final int[] coefficients = new int[16];
				coefficients[v + 4 * u] = 100_000;
				final int[] block = new int[4 * STRIDE];
				CoreTransform.inverse(coefficients, 0, coefficients[0], block, 5, STRIDE);
				for (int y = 0; y < 4; y++)
					for (int x = 0; x < STRIDE; x++) {
						final double expected = x < 5 ? 0 : wave(u, x - 5) * wave(v, y) * 100_000 / 4;
						assertEquals(u + ", " + v + " at " + (x - 5) + ", " + y, expected, block[y * STRIDE + x], 2600);
					}
			}
	}

	private static double wave(final int frequency, final int at) {
		return Math.cos(Math.PI * frequency * (2 * at + 1) / 8) * (frequency == 0 ? 1 : Math.sqrt(2));
	}

	/**
	 * Smoothing keeps even areas even, but makes them larger by a factor, which encoders divide by; it touches nothing
	 * else.
	 */
	@Test
	public void operatorsKeepEvenAreas() {
		final OverlapOperators operators = new OverlapOperators();
		for (final int value : new int[] { -2000, -17, 0, 5, 10_000 }) {
			final int[] p = new int[8 * STRIDE];
			java.util.Arrays.fill(p, value);
			operators.squares(p, STRIDE, STRIDE, 2);
			assertEven(p, STRIDE, 4 * STRIDE, 8, 1.4615 * value);
			operators.line(p, 5 * STRIDE, 1);
			assertEven(p, 5 * STRIDE, STRIDE, 4, 1.4615 * value);
			operators.corner(p, 5 * STRIDE + 5, STRIDE);
			assertEven(p, 5 * STRIDE + 5, 2 * STRIDE, 2, 1.4615 * value);
			operators.pair(p, 7 * STRIDE, 1);
			assertEven(p, 7 * STRIDE, STRIDE, 2, value / 0.6);
			operators.smallSquare(p, 6 * STRIDE + 2, STRIDE);
			assertEven(p, 6 * STRIDE + 2, 2 * STRIDE, 2, value / 0.6);
			assertEven(p, 0, STRIDE, STRIDE, value);
			assertEven(p, STRIDE + 8, 7 * STRIDE, 1, value);
			assertEven(p, 6 * STRIDE, STRIDE, 2, value);
		}
	}

	/** The first operators were less exact: up to a hundredth. */
	@Test
	public void firstOperatorsKeepEvenAreas() {
		for (final OverlapOperators operators
			: new OverlapOperators[] { FirstOperators.ofDc(), FirstOperators.ofSamples(100),
			FirstOperators.ofSmoothSamples() })
		{
			final int[] p = new int[16];
			java.util.Arrays.fill(p, 10_000);
			operators.squares(p, 0, 4, 1);
			for (final int sample : p)
				assertEquals(14_520, sample, 100);
		}
	}

	private static void assertEven(final int[] p, final int at, final int rows, final int width, final double value) {
		for (int row = at; row < at + rows; row += STRIDE)
			for (int i = row; i < row + width; i++)
				assertEquals("sample " + i, value, p[i], 4);
	}

	/** Where blocks meet, the step between them becomes smaller. */
	@Test
	public void operatorsSpreadSteps() {
		final int[] line = { 100, 100, 200, 200 };
		new OverlapOperators().line(line, 0, 1);
		assertTrue(line[2] - line[1] < 100);
		final int[] square = new int[16];
		for (int i = 0; i < 16; i++)
			square[i] = i % 4 < 2 ? 100 : 200;
		new OverlapOperators().squares(square, 0, 4, 1);
		for (int y = 0; y < 4; y++)
			assertTrue(Math.abs(square[4 * y + 2] - square[4 * y + 1]) < 100);
	}

	/** Each square and each line is on its own: their order does not matter. */
	@Test
	public void everySampleIsSmoothedOnce() {
		final int[] edges = { 0, 16, 32 };
		final OverlapFilter filter = new OverlapFilter(new OverlapOperators(), 32, edges, false);
		final Random random = new Random(1);
		final int[] start = random.ints(32 * 16, -500, 500).toArray();
		final int[] down = start.clone();
		final int[] up = start.clone();
		filter.belowEdge(down, 0);
		for (int y = 4; y < 16; y += 4)
			filter.acrossBorder(down, 32 * y);
		filter.aboveEdge(down, 32 * 16);
		filter.aboveEdge(up, 32 * 16);
		for (int y = 12; y > 0; y -= 4)
			filter.acrossBorder(up, 32 * y);
		filter.belowEdge(up, 0);
		assertArrayEquals(down, up);
		int same = 0;
		for (int i = 0; i < start.length; i++)
			if (start[i] == down[i]) same++;
		assertTrue(same + " samples are as before", same < 20);
	}

	@Test
	public void halvesAreFloats() {
		assertEquals(1f, FloatBits.ofHalf(0x3c00), 0);
		assertEquals(-2f, FloatBits.ofHalf(0xc000), 0);
		assertEquals(65504f, FloatBits.ofHalf(0x7bff), 0);
		assertEquals(0x1p-24f, FloatBits.ofHalf(1), 0);
		assertEquals(-0x1p-14f, FloatBits.ofHalf(0x8400), 0);
		assertEquals(Float.POSITIVE_INFINITY, FloatBits.ofHalf(0x7c00), 0);
		assertTrue(Float.isNaN(FloatBits.ofHalf(0x7c01)));
		assertEquals("the sign is that of the coded number", 0xbc00, FloatBits.half(-0x3c00));
		assertEquals(0x3c00, FloatBits.half(0x3c00));
	}

	@Test
	public void shortFloatsAreFloats() {
		final int mantissa = 13;
		final int bias = 4;
		assertEquals(1f, single(bias << mantissa, mantissa, bias), 0);
		assertEquals(-1.5f, single(-(bias << mantissa | 1 << mantissa - 1), mantissa, bias), 0);
		assertEquals(0f, single(0, mantissa, bias), 0);
		assertEquals("without the leading one", 0x1p-16f, single(1, mantissa, bias), 0);
		assertEquals(Float.MIN_VALUE, single(1, 23, 127), 0);
		assertEquals(3.7f, single(Float.floatToIntBits(3.7f), 23, 127), 0);
	}

	private static float single(final int coded, final int mantissa, final int bias) {
		return Float.intBitsToFloat(FloatBits.single(coded, mantissa, bias));
	}

	@Test
	public void radianceHasOneExponent() {
		assertEquals(0, SharedExponent.exponent(0));
		assertEquals(0, SharedExponent.exponent(-5));
		assertEquals(1, SharedExponent.exponent(100));
		assertEquals(140, SharedExponent.exponent(140 << 7 | 3));
		assertEquals(0x83, SharedExponent.mantissa(140 << 7 | 3, 140));
		assertEquals("of 0x107 halves, a quarter", 0x41, SharedExponent.mantissa(140 << 7 | 3, 141));
		assertEquals(0, SharedExponent.mantissa(140 << 7 | 3, 200));
	}
}
