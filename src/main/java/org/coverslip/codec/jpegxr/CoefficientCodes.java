package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * The codes of the coefficients of a band: which follow each other, how far apart, how large (T.832, 8.7.18: DECODE_BLOCK). Not
 * thread-safe.
 */
final class CoefficientCodes {

	/** The last coefficient of a block that can be there. */
	static final int LAST = 15;

	/** Of a size class: the smallest size, less what its additional bits say. */
	private static final int[] SMALLEST = { 2, 3, 4, 6, 10, 14 };
	private static final int[] SIZE_BITS = { 0, 0, 1, 2, 2, 2 };
	private static final int UNLIMITED = 6;

	/** Of a run class, by how far the end of the block is: the shortest run, and the bits that are added. */
	private static final int[] RUNS_FAR = { 1, 2, 3, 5, 7 };
	private static final int[] RUN_BITS_FAR = { 0, 0, 1, 1, 3 };
	private static final int[] RUN_BITS_MIDDLE = { 0, 0, 1, 1, 2 };
	private static final int[] RUNS_NEAR = { 1, 2, 3, 4, 5 };
	private static final int[] RUN_BITS_NEAR = { 0, 0, 0, 0, 1 };

	private static final short[] RUN_CODES = CodeBook.FIVE.codes(0);

	/** How a block begins: of the luminance, and of the others. */
	final AdaptiveCode[] first = { new AdaptiveCode(CodeBook.TWELVE), new AdaptiveCode(CodeBook.TWELVE) };

	/** How it goes on: of the luminance, after a gap and without one, then of the others. */
	final AdaptiveCode[] next = { new AdaptiveCode(CodeBook.SIX), new AdaptiveCode(CodeBook.SIX),
		new AdaptiveCode(CodeBook.SIX), new AdaptiveCode(CodeBook.SIX) };

	/** Sizes, after a gap and without one. */
	final AdaptiveCode[] sizes = { new AdaptiveCode(CodeBook.SEVEN), new AdaptiveCode(CodeBook.SEVEN) };

	void reset() {
		for (final AdaptiveCode code : first)
			code.reset();
		for (final AdaptiveCode code : next)
			code.reset();
		for (final AdaptiveCode code : sizes)
			code.reset();
	}

	void adapt() {
		for (final AdaptiveCode code : first)
			code.adapt();
		for (final AdaptiveCode code : next)
			code.adapt();
		for (final AdaptiveCode code : sizes)
			code.adapt();
	}

	/** A size of 2 or more. */
	static int size(final AdaptiveCode code, final BitReader bits) {
		final int kind = code.read(bits);
		if (kind == UNLIMITED) return unlimitedSize(bits);
		return SIZE_BITS[kind] == 0 ? SMALLEST[kind] : SMALLEST[kind] + bits.read(SIZE_BITS[kind]);
	}

	private static int unlimitedSize(final BitReader bits) {
		int length = bits.read(4) + 4;
		if (length == 19) {
			length += bits.read(2);
			if (length == 22) length += bits.read(3);
		}
		return 2 + (1 << length) + bits.read(length);
	}

	/**
	 * Coefficients that are 0 before the next one that is not.
	 *
	 * @param most
	 *            as many at most
	 */
	static int run(final int most, final BitReader bits) throws CodecException {
		if (most >= 5) {
			final int kind = bits.symbol(RUN_CODES);
			final boolean near = most < 7;
			final int more = most > 10 ? RUN_BITS_FAR[kind] : near ? RUN_BITS_NEAR[kind] : RUN_BITS_MIDDLE[kind];
			final int run = (near ? RUNS_NEAR : RUNS_FAR)[kind] + (more == 0 ? 0 : bits.read(more));
			if (run > most) throw tooLong();
			return run;
		}
		if (most < 1) throw tooLong();
		int run = 1;
		while (run < most && bits.bit() == 0)
			run++;
		return run;
	}

	private static CodecException tooLong() {
		return new CodecException("the JPEG XR stream is damaged: a block has more than 16 coefficients");
	}

	/**
	 * How a block goes on after a coefficient: bit 0 says whether that one is larger than 1, the bits above what follows: 0 the end, 1
	 * a neighbour, 2 one after a gap.
	 *
	 * @param position
	 *            after the coefficient's
	 */
	static int goesOn(final int position, final AdaptiveCode code, final BitReader bits) {
		if (position < LAST) return code.read(bits);
		if (position > LAST) return bits.bit();
		if (bits.bit() == 0) return 0;
		return bits.bit() == 0 ? 2 : 1 + 2 * bits.bit();
	}
}
