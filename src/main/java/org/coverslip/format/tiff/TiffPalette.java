package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.OptionalInt;

import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffTag;

/** Palettes that are a channel's lookup table: from black to its colour. */
public final class TiffPalette {

	private static final int LARGEST_STEP = 65535 / 8;

	private TiffPalette() {}

	/**
	 * Whether a directory has a palette whose colours do not lead from one to the next, as in palettes of classes:
	 * somewhere, neighbouring colours differ by more than an eighth of the scale. Lookup tables for amounts of light,
	 * such as ImageJ's "fire", run in smaller steps.
	 */
	static boolean isOfClasses(final Ifd ifd) throws IOException {
		if (ifd.longValue(TiffTag.PHOTOMETRIC, 0) != TiffTag.PHOTOMETRIC_PALETTE || ifd.count(
			TiffTag.COLOR_MAP) > 3 << 16) return false;
		final long[] map = ifd.longs(TiffTag.COLOR_MAP);
		final int n = map.length / 3;
		for (int i = 0; i < 3 * n; i++)
			if (i % n > 0 && Math.abs(map[i] - map[i - 1]) > LARGEST_STEP) return true;
		return false;
	}

	/**
	 * The brightest colour, 0xRRGGBB, of a directory's palette if the palette is a ramp from black to it; else empty.
	 */
	public static OptionalInt rampColor(final Ifd ifd) throws IOException {
		if (ifd.longValue(TiffTag.PHOTOMETRIC, 0) != TiffTag.PHOTOMETRIC_PALETTE || ifd.count(TiffTag.COLOR_MAP) < 6
			|| ifd.count(TiffTag.COLOR_MAP) > 3 << 16) return OptionalInt.empty();
		final long[] map = ifd.longs(TiffTag.COLOR_MAP);
		final int[] rgb = new int[map.length / 3 * 3];
		for (int i = 0; i < rgb.length; i++)
			rgb[i] = (int) map[i];
		return rampColor(rgb, 65535);
	}

	/**
	 * The brightest colour, 0xRRGGBB, of a table if the table is a ramp from black to it; else empty.
	 *
	 * @param table
	 *            all reds, then all greens, then all blues
	 * @param white
	 *            the largest value
	 */
	public static OptionalInt rampColor(final int[] table, final int white) {
		final int n = table.length / 3;
		int color = 0;
		for (int s = 0; s < 3; s++) {
			if (table[s * n] > white / 16) return OptionalInt.empty();
			for (int i = 1; i < n; i++)
				if (table[s * n + i] < table[s * n + i - 1]) return OptionalInt.empty();
			color = color << 8 | (white > 255 ? table[s * n + n - 1] >> 8 : table[s * n + n - 1]);
		}
		return isStraight(table, n) ? OptionalInt.of(color) : OptionalInt.empty();
	}

	/** Whether each colour grows evenly: tables such as "fire" also rise, but by way of other colours. */
	private static boolean isStraight(final int[] table, final int n) {
		for (int s = 0; s < 3; s++) {
			final int last = table[s * n + n - 1];
			for (int i = 0; i < n; i++)
				if (Math.abs((long) table[s * n + i] - (long) last * i / (n - 1)) > Math.max(last / 32, 2))
					return false;
		}
		return true;
	}
}
