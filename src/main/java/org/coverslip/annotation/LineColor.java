package org.coverslip.annotation;

import java.util.OptionalInt;

/**
 * Colours as ImageScope and HALO write them: red + 256 green + 65536 blue, as a decimal number. Source: their files, in
 * which 255 is red, 65535 yellow and 16711680 blue.
 */
public final class LineColor {

	private LineColor() {}

	/**
	 * 0xRRGGBB.
	 *
	 * @param text
	 *            or null
	 * @return empty if it is no number
	 */
	public static OptionalInt rgb(final String text) {
		if (text == null || !text.strip().matches("-?\\d{1,18}")) return OptionalInt.empty();
		return OptionalInt.of(swapped((int) (Long.parseLong(text.strip()) & 0xffffff)));
	}

	/**
	 * As it is written.
	 *
	 * @param rgb
	 *            0xRRGGBB
	 */
	public static int of(final int rgb) {
		return swapped(rgb & 0xffffff);
	}

	private static int swapped(final int value) {
		return (value & 0xff) << 16 | value & 0xff00 | value >>> 16 & 0xff;
	}
}
