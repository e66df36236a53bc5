package org.coverslip.codec.jpegxr;

/** Decodes which blocks of a macroblock have high-pass coefficients, before prediction (T.832: MB_CBPHP). */
final class PresenceBand {

	/**
	 * Which blocks of a group of four, by their number: bits to add to an index into this, for the kinds that have any.
	 */
	private static final int[] MEMBERS = { 0, 15, 3, 12, 1, 2, 4, 8, 5, 6, 9, 10, 7, 11, 13, 14 };
	private static final int[] FIRST_MEMBER = { 0, 4, 2, 8, 12, 1 };
	private static final int[] MEMBER_BITS = { 0, 2, 1, 2, 2, 0 };

	/** Luminance groups of kinds above this also have chrominance. */
	private static final int WITH_CHROMA = 5;

	/** The last symbol stands for several kinds. */
	private static final int MANY_WITH_CHROMA = 8;

	private static final int[] PAIRS = { 6, 9, 10, 12 };
	private static final int[] SHIFTS_422 = { 0, 1, 4, 5 };

	private static final int[] CHROMA_CODES = CodeBook.FOUR.codes(0);

	private final ColourFormat format;

	PresenceBand(final ColourFormat format) {
		this.format = format;
	}

	/** Sets the macroblock's bits of all components. */
	void decode(final Macroblock macroblock, final TileContext tile) {
		final BitReader bits = tile.highpassBits;
		final int[] present = macroblock.present;
		java.util.Arrays.fill(present, 0);
		for (int c = 0; c < (format.hasChroma() ? 1 : present.length); c++) {
			final int kind = tile.groupCodes.read(bits);
			final int groups = kind == 0 ? 0 : members(kind - 1, bits);
			for (int group = 0; group < 4; group++)
				if ((groups >> group & 1) != 0) group(present, c, group, tile, bits);
		}
	}

	/** Which of four blocks: one, two, three or all. */
	private static int members(final int kind, final BitReader bits) {
		return switch (kind) {
			case 0 -> 1 << bits.read(2);
			case 1 -> {
				final int pair = bits.read(2);
				yield pair < 2 ? 3 + 2 * pair : PAIRS[2 * pair + bits.bit() - 4];
			}
			case 2 -> 15 ^ 1 << bits.read(2);
			default -> 15;
		};
	}

	private void group(final int[] present, final int c, final int group, final TileContext tile,
		final BitReader bits) {
		int kind = tile.blockCodes.read(bits) + 1;
		int chroma = 0;
		if (kind > WITH_CHROMA) {
			chroma = bits.bit() != 0 ? 1 : bits.bit() != 0 ? 2 : 3;
			if (kind > MANY_WITH_CHROMA && bits.bit() == 0) kind += bits.bit() != 0 ? 1 : 2;
			kind -= WITH_CHROMA + 1;
		}
		final int more = MEMBER_BITS[kind];
		present[c] |= MEMBERS[FIRST_MEMBER[kind] + (more == 0 ? 0 : bits.read(more))] << 4 * group;
		if (!format.hasChroma()) return;
		for (int i = 0; i < 2; i++) {
			if ((chroma >> i & 1) == 0) continue;
			present[1 + i] |= switch (format) {
				case YUV_420 -> 1 << group;
				case YUV_422 -> (bits.bit() != 0 ? 1 : bits.bit() != 0 ? 4 : 5) << SHIFTS_422[group];
				default -> members(bits.symbol(CHROMA_CODES), bits) << 4 * group;
			};
		}
	}
}
