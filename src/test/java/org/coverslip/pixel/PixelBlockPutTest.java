package org.coverslip.pixel;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class PixelBlockPutTest {

	@Test
	public void whatIsPutIsTheValue() {
		for (final PixelType type : PixelType.values()) {
			final PixelBlock block = PixelBlock.zeros(new BlockShape(1, 1, 1, type));
			for (final double value : new double[] { 0, 1, 100, type.isSigned() ? -100 : 127, extreme(type) }) {
				block.put(0, value);
				assertEquals(type.name(), value, block.value(0), 0);
			}
		}
	}

	private static double extreme(final PixelType type) {
		return switch (type) {
			case UINT8 -> 255;
			case INT8 -> -128;
			case UINT16 -> 65535;
			case INT16 -> -32768;
			case UINT32 -> 4294967295.0;
			case INT32 -> Integer.MIN_VALUE;
			case FLOAT32 -> 0.25f;
			case FLOAT64 -> Math.PI;
		};
	}

	@Test
	public void integersAreRoundedHalvesUpwards() {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(1, 1, 1, PixelType.INT16));
		final double[][] pairs = { { 2.5, 3 }, { 2.49, 2 }, { -2.5, -2 }, { -2.51, -3 }, { -0.4, 0 }, { -7, -7 } };
		for (final double[] pair : pairs) {
			block.put(0, pair[0]);
			assertEquals(pair[1], block.value(0), 0);
		}
	}
}
