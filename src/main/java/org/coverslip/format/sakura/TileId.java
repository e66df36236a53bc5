package org.coverslip.format.sakura;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a tile in an SVSLIDE: {@code T;x|y;downsample;colour;plane}, all of them whole numbers without leading
 * zeros.
 * <p>
 * Source: openslide.org/formats/sakura. Keys that end with # belong to checksums.
 *
 * @param x0
 *            left column in level-0 pixels
 * @param y0
 *            top row, likewise
 * @param downsample
 *            of its level, &ge; 1
 * @param colour
 *            0 red, 1 green, 2 blue
 * @param plane
 *            number of the focal plane, from 0
 */
record TileId(long x0, long y0, long downsample, int colour, int plane) {

	static final int COLOURS = 3;

	private static final String NUMBER = "(0|[1-9]\\d{0,17})";
	private static final Pattern FORM =
		Pattern.compile("T;" + NUMBER + "\\|" + NUMBER + ";([1-9]\\d{0,17});([0-2]);(0|[1-9]\\d{0,8})");

	/** Whether a key is that of a tile, even if it may be invalid. */
	static boolean isTile(final String key) {
		return key.startsWith("T;") && !key.endsWith("#");
	}

	/**
	 * Reads a key.
	 *
	 * @return null if it does not have the form above
	 */
	static TileId parse(final String key) {
		final Matcher parts = FORM.matcher(key);
		return !parts.matches() ? null : new TileId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)),
			Long.parseLong(parts.group(3)), Integer.parseInt(parts.group(4)), Integer.parseInt(parts.group(5)));
	}

	/** The key. */
	@Override
	public String toString() {
		return "T;" + x0 + "|" + y0 + ";" + downsample + ";" + colour + ";" + plane;
	}
}
