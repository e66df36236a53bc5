package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * Decodes the high-pass coefficients of macroblocks, with their lowest bits (T.832: MB_HP, MB_FLEX). Not thread-safe.
 */
final class HighpassBand {

	/** Blocks in coded order: quarter by quarter of the macroblock, and within each its four blocks. */
	private static final int[] BLOCK_ORDER = { 0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15 };

	private final ColourFormat format;
	private final int components;
	private final boolean hasFlexbits;
	private final PresenceBand presence;

	HighpassBand(final PlaneHeader plane) {
		this.format = plane.format();
		this.components = plane.components();
		this.hasFlexbits = plane.bands() == Bands.ALL;
		this.presence = new PresenceBand(plane.format());
	}

	/** Fills the macroblock's high-pass coefficients, which must be 0 before, and {@link Macroblock#filled}. */
	void decode(final Macroblock macroblock, final TileContext tile, final Neighbours neighbours)
		throws CodecException {
		if (macroblock.resetsTotals) {
			tile.usualScan.resetTotals();
			tile.topScan.resetTotals();
		}
		presence.decode(macroblock, tile);
		tile.highpassBits.check();
		neighbours.predictPresence(macroblock, tile.presence);
		int luminance = 0;
		int others = 0;
		for (int c = 0; c < components; c++) {
			final int found = component(macroblock, c, tile);
			if (c == 0) luminance = found;
			else others += found;
		}
		tile.highpassLowBits.adapt(luminance, others);
		if (macroblock.adapts) tile.adaptHighpass();
	}

	/** Decodes one component, predicts within it, and returns how many coefficients were large. */
	private int component(final Macroblock macroblock, final int c, final TileContext tile) throws CodecException {
		final int low = c == 0 ? tile.highpassLowBits.luminance() : tile.highpassLowBits.chrominance();
		final int flexible = hasFlexbits ? Math.max(0, low - tile.trimmedBits) : 0;
		final int factor = tile.highpassQuantizers.of(macroblock.highpassIndex)[c];
		final AdaptiveScan scan = macroblock.direction == Macroblock.Direction.TOP ? tile.topScan : tile.usualScan;
		final int columns = format.blockColumns(c);
		final int blocks = columns * format.blockRows(c);
		final int[] coefficients = macroblock.highpass[c];
		int found = 0;
		int filled = 0;
		int present = macroblock.present[c];
		if (present == 0 && flexible == 0) {
			macroblock.filled[c] = 0;
			return 0;
		}
		for (int i = 0; i < blocks; i++, present >>= 1) {
			if ((present & 1) == 0 && flexible == 0) continue;
			final int block = blocks == 16 ? BLOCK_ORDER[i] : i;
			final int at = macroblock.start[c] + 16 * block;
			filled |= 1 << block;
			if ((present & 1) != 0) {
				found += block(coefficients, at, factor << low, c > 0 ? 1 : 0, scan, tile);
				tile.highpassBits.check();
			}
			if (flexible > 0) {
				refine(coefficients, at, factor << tile.trimmedBits, flexible, tile.flexBits);
				tile.flexBits.check();
			}
		}
		macroblock.filled[c] = predict(macroblock, c, columns, blocks, filled);
		return found;
	}

	/**
	 * Decodes the coefficients of a block. All bits of a coefficient come from one look at the stream, except for the
	 * largest coefficients.
	 *
	 * @return how many are not 0
	 */
	private static int block(final int[] coefficients, final int at, final int factor, final int chroma,
		final AdaptiveScan scan,
		final TileContext tile) throws CodecException
	{
		final CoefficientCodes codes = tile.highpassCodes;
		final BitReader bits = tile.highpassBits;
		final byte[] bytes = bits.bytes();
		long start = bits.position();
		long window = BitReader.window(bytes, start);
		int entry = codes.first[chroma].take(window);
		int used = CodeBook.length(entry);
		final int first = CodeBook.symbol(entry);
		int next = first >> 2;
		int near = first & next & 1;
		boolean isLarge = (first & 2) != 0;
		int position = 1;
		for (int found = 1;; found++) {
			final int sign = (int) (window << used >> 63);
			used++;
			int size = factor;
			if (isLarge) {
				entry = codes.sizes[near].take(window << used);
				used += CodeBook.length(entry);
				final int kind = CodeBook.symbol(entry);
				if (kind == CoefficientCodes.UNLIMITED) {
					bits.seek(start + used);
					size *= CoefficientCodes.unlimitedSize(bits);
					start = bits.position();
					window = BitReader.window(bytes, start);
					used = 0;
				}
				else {
					final int more = CoefficientCodes.SIZE_BITS[kind];
					size *= CoefficientCodes.SMALLEST[kind] + (int) (window << used >>> 1 >>> 63 - more);
					used += more;
				}
			}
			if (found == 1 && (first & 1) == 0) {
				final int run = CoefficientCodes.run(CoefficientCodes.LAST - position, window << used);
				position += run & 15;
				used += run >> 4;
			}
			coefficients[at + scan.next(position)] = (size ^ sign) - sign;
			start += used;
			if (next == 0) {
				bits.seek(start);
				return found;
			}
			window = BitReader.window(bytes, start);
			used = 0;
			position++;
			if (next == 2) {
				final int run = CoefficientCodes.run(CoefficientCodes.LAST - position, window);
				position += run & 15;
				used = run >> 4;
			}
			if (position > CoefficientCodes.LAST)
				throw new CodecException("the JPEG XR stream is damaged: a block has too many coefficients");
			final int index;
			if (position + 1 < CoefficientCodes.LAST) {
				entry = codes.next[2 * chroma + near].take(window << used);
				used += CodeBook.length(entry);
				index = CodeBook.symbol(entry);
			}
			else {
				final int last = CoefficientCodes.goesOn(position + 1, window << used);
				used += last >> 4;
				index = last & 15;
			}
			next = index >> 1;
			near &= next;
			isLarge = (index & 1) != 0;
		}
	}

	/** Adds the lowest bits of all coefficients of a block. */
	private static void refine(final int[] coefficients, final int at, final int factor, final int count,
		final BitReader bits) {
		long window = bits.window();
		int used = 0;
		for (int i = at + 1; i < at + 16; i++) {
			if (used > 40) {
				bits.skip(used);
				window = bits.window();
				used = 0;
			}
			final int low = (int) (window >>> 64 - count);
			window <<= count;
			used += count;
			final int value = coefficients[i];
			if (value != 0) coefficients[i] = value > 0 ? value + factor * low : value - factor * low;
			else if (low != 0) {
				coefficients[i] = window < 0 ? -factor * low : factor * low;
				window <<= 1;
				used++;
			}
		}
		bits.skip(used);
	}

	/**
	 * Adds to each block three coefficients of the one above or to the left; returns which blocks are then not all 0.
	 */
	private static int predict(final Macroblock macroblock, final int c, final int columns, final int blocks,
		final int filled) {
		if (macroblock.direction == Macroblock.Direction.NONE) return filled;
		final boolean fromTop = macroblock.direction == Macroblock.Direction.TOP;
		final int distance = fromTop ? columns : 1;
		final int step = fromTop ? 4 : 1;
		final int[] coefficients = macroblock.highpass[c];
		int result = filled;
		for (int block = distance; block < blocks; block++) {
			if (!fromTop && block % columns == 0 || (result >> block - distance & 1) == 0) continue;
			result |= 1 << block;
			final int to = macroblock.start[c] + 16 * block;
			final int from = to - 16 * distance;
			for (int i = step; i <= 3 * step; i += step)
				coefficients[to + i] += coefficients[from + i];
		}
		return result;
	}
}
