package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/** Decodes the low-pass coefficients of macroblocks (T.832: MB_LP). Not thread-safe. */
final class LowpassBand {

	/** For subsampled chrominances, which alternate: where the coefficients go. */
	private static final int[] ORDER_420 = { 1, 2, 3 };
	private static final int[] ORDER_422 = { 4, 1, 2, 3, 5, 6, 7 };

	private final ColourFormat format;
	private final int components;

	LowpassBand(final PlaneHeader plane) {
		this.format = plane.format();
		this.components = plane.components();
	}

	/** Sets the macroblock's coefficients after the first of each component; they must be 0 before. */
	void decode(final Macroblock macroblock, final TileContext tile) throws CodecException {
		final BitReader bits = tile.lowpassBits;
		if (macroblock.resetsTotals) tile.lowpassScan.resetTotals();
		final int parts = format.isSubsampled() ? 2 : components;
		final int present = present(parts, tile, bits);
		final LowBits lowBits = tile.lowpassLowBits;
		int luminance = 0;
		int others = 0;
		for (int part = 0; part < parts; part++) {
			final boolean shared = part > 0 && format.isSubsampled();
			if ((present >> part & 1) != 0) {
				final int found = block(macroblock, part, shared, tile, bits);
				if (part == 0) luminance += found;
				else others += found;
			}
			final int low = part == 0 ? lowBits.luminance() : lowBits.chrominance();
			if (low > 0 && shared) for (int i = 1; i < (format == ColourFormat.YUV_420 ? 4 : 8); i++) {
				refine(macroblock.lowpass[1], i, low, bits);
				refine(macroblock.lowpass[2], i, low, bits);
			}
			else if (low > 0) for (int i = 1; i < 16; i++)
				refine(macroblock.lowpass[part], i, low, bits);
			bits.check();
		}
		lowBits.adapt(luminance, others);
		if (macroblock.adapts) {
			tile.adaptDc();
			tile.lowpassCodes.adapt();
		}
	}

	/** A bit for each part that has coefficients. */
	private int present(final int parts, final TileContext tile, final BitReader bits) {
		if (!format.hasChroma()) {
			int present = 0;
			for (int c = 0; c < components; c++)
				present |= bits.bit() << c;
			return present;
		}
		final int all = (1 << parts) - 1;
		int present;
		if (tile.nonePresent > 0 && tile.allPresent >= 0) present = bits.read(parts);
		else {
			present = 0;
			if (bits.bit() != 0) {
				final int more = bits.read(parts - 1);
				present = more == 0 ? 1 : 2 * more + bits.bit();
			}
			if (tile.allPresent < tile.nonePresent) present = all - present;
		}
		tile.allPresent = count(tile.allPresent, present == all);
		tile.nonePresent = count(tile.nonePresent, present == 0);
		return present;
	}

	private static int count(final int count, final boolean met) {
		return Math.max(-8, Math.min(7, count + (met ? -3 : 1)));
	}

	/** Decodes the coefficients that are not 0 and returns how many there are. */
	private int block(final Macroblock macroblock, final int part, final boolean shared, final TileContext tile,
		final BitReader bits)
		throws CodecException
	{
		final CoefficientCodes codes = tile.lowpassCodes;
		final int chroma = part > 0 ? 1 : 0;
		final int first = codes.first[chroma].read(bits);
		// positions are counted so that the last one is 15
		int position = !shared ? 1 : format == ColourFormat.YUV_420 ? 10 : 2;
		final int origin = position;
		int next = first >> 2;
		int near = first & next & 1;
		boolean large = (first & 2) != 0;
		boolean gap = (first & 1) == 0;
		boolean negative = bits.bit() != 0;
		int size = large ? CoefficientCodes.size(codes.sizes[near], bits) : 1;
		int found = 0;
		while (true) {
			if (found == 0 && gap) position += CoefficientCodes.run(CoefficientCodes.LAST - position, bits);
			if (position > CoefficientCodes.LAST)
				throw new CodecException(
					"the JPEG XR stream is damaged: a macroblock has too many low-pass coefficients");
			put(macroblock, part, shared, position, origin, negative ? -size : size, tile);
			found++;
			position++;
			if (next == 0) return found;
			gap = next == 2;
			if (gap) position += CoefficientCodes.run(CoefficientCodes.LAST - position, bits);
			final int index = CoefficientCodes.goesOn(position + 1, codes.next[2 * chroma + near], bits);
			next = index >> 1;
			near &= next;
			negative = bits.bit() != 0;
			large = (index & 1) != 0;
			size = large ? CoefficientCodes.size(codes.sizes[near], bits) : 1;
		}
	}

	private void put(final Macroblock macroblock, final int part, final boolean shared, final int position,
		final int origin,
		final int value, final TileContext tile)
	{
		if (shared) {
			final int i = position - origin;
			final int[] order = format == ColourFormat.YUV_420 ? ORDER_420 : ORDER_422;
			macroblock.lowpass[1 + (i & 1)][order[i >> 1]] = value;
		}
		else macroblock.lowpass[part][tile.lowpassScan.next(position)] = value;
	}

	/** Appends the lowest bits to a coefficient. */
	private static void refine(final int[] lowpass, final int i, final int low, final BitReader bits) {
		final int value = lowpass[i];
		if (value > 0) lowpass[i] = (value << low) + bits.read(low);
		else if (value < 0) lowpass[i] = (value << low) - bits.read(low);
		else lowpass[i] = bits.signed(low);
	}
}
