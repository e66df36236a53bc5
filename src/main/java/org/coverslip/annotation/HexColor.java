package org.coverslip.annotation;

import java.util.Locale;
import java.util.OptionalInt;

/** Colours as {@code #RRGGBB}. */
public final class HexColor {

	private HexColor() {}

	/**
	 * 0xRRGGBB.
	 *
	 * @param text
	 *            or null; in upper or lower case, {@code #RGB} and Qt's {@code #AARRGGBB} too
	 * @return empty if it is none
	 */
	public static OptionalInt rgb(final String text) {
		if (text == null || !text.strip().matches("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"))
			return OptionalInt.empty();
		final int value = Integer.parseUnsignedInt(text.strip().substring(1), 16);
		if (text.strip().length() > 4) return OptionalInt.of(value & 0xffffff);
		return OptionalInt.of(0x11 * (value & 0xf) + 0x1100 * (value >> 4 & 0xf) + 0x110000 * (value >> 8));
	}

	/**
	 * {@code #RRGGBB}, in upper case.
	 *
	 * @param rgb
	 *            0xRRGGBB
	 */
	public static String of(final int rgb) {
		return String.format(Locale.ROOT, "#%06X", rgb & 0xffffff);
	}
}
