package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * The codes of a band's coefficients: which ones follow, how far apart they are and how large (T.832: DECODE_BLOCK).
 * Not thread-safe.
 */
final class CoefficientCodes {

	/** The last coefficient of a block that can be there. */
	static final int LAST = 15;

	/** For each size class: the smallest size, and the bits that are added. */
	static final int[] SMALLEST = { 2, 3, 4, 6, 10, 14 };
	static final int[] SIZE_BITS = { 0, 0, 1, 2, 2, 2 };

	/** The size class after these. */
	static final int UNLIMITED = 6;

	/** Run classes. */
	private static final int RUN_KINDS = 5;

	/** The longest run that is coded without classes, a bit for each step. */
	static final int PLAIN_RUN = 4;

	static final int[] RUN_CODES = CodeBook.FIVE.codes(0);

	/** For each run class, by the longest possible run: the shortest run of the class, and the bits that are added. */
	private static final int[] SHORTEST = new int[(LAST + 1) * RUN_KINDS];
	private static final int[] RUN_BITS = new int[(LAST + 1) * RUN_KINDS];

	static {
		final int[] longBits = { 0, 0, 1, 1, 3 };
		final int[] middleBits = { 0, 0, 1, 1, 2 };
		final int[] shortBits = { 0, 0, 0, 0, 1 };
		for (int most = 0; most <= LAST; most++) {
			final int[] bits = most > 10 ? longBits : most > 6 ? middleBits : shortBits;
			for (int kind = 0, run = 1; kind < RUN_KINDS; run += 1 << bits[kind], kind++) {
				SHORTEST[most * RUN_KINDS + kind] = run;
				RUN_BITS[most * RUN_KINDS + kind] = bits[kind];
			}
		}
	}

	/** How a block begins: one for the luminance, one for the other components. */
	final AdaptiveCode[] first = { new AdaptiveCode(CodeBook.TWELVE), new AdaptiveCode(CodeBook.TWELVE) };

	/** How it goes on: for the luminance after a gap and without one, then for the other components. */
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

	/** A size of the last class, whose symbol was already read. */
	static int unlimitedSize(final BitReader bits) {
		int length = bits.read(4) + 4;
		if (length == 19) {
			length += bits.read(2);
			if (length == 22) length += bits.read(3);
		}
		return 2 + (1 << length) + bits.read(length);
	}

	/**
	 * The number of zero coefficients before the next one that is not 0.
	 *
	 * @param most
	 *            the most there can be
	 */
	static int run(final int most, final BitReader bits) throws CodecException {
		final int packed = run(most, bits.window());
		bits.skip(packed >> 4);
		return packed & 15;
	}

	/**
	 * A run as above.
	 *
	 * @param window
	 *            the next bits, from bit 63 on
	 * @return the run, and from bit 4 on how many bits it takes
	 */
	static int run(final int most, final long window) throws CodecException {
		int run;
		int length;
		if (most > PLAIN_RUN) {
			final int entry = RUN_CODES[(int) (window >>> 64 - CodeBook.LONGEST)];
			final int kind = most * RUN_KINDS + CodeBook.symbol(entry);
			length = CodeBook.length(entry);
			run = SHORTEST[kind] + (int) (window << length >>> 1 >>> 63 - RUN_BITS[kind]);
			length += RUN_BITS[kind];
		}
		else {
			run = Math.min(most, Long.numberOfLeadingZeros(window) + 1);
			length = Math.min(run, most - 1);
		}
		if (run > most || most < 1)
			throw new CodecException("the JPEG XR stream is damaged: a block has more than 16 coefficients");
		return length << 4 | run;
	}

	/**
	 * How a block goes on after a coefficient: bit 0 says whether that coefficient is larger than 1; the bits above say
	 * what follows: 0 the end, 1 a neighbour, 2 a coefficient after a gap.
	 *
	 * @param position
	 *            after the coefficient's
	 */
	static int goesOn(final int position, final AdaptiveCode code, final BitReader bits) {
		if (position < LAST) return code.read(bits);
		final int packed = goesOn(position, bits.window());
		bits.skip(packed >> 4);
		return packed & 15;
	}

	/**
	 * How a block goes on near its end, where codes do not adapt.
	 *
	 * @param position
	 *            as above, at least {@link #LAST}
	 * @param window
	 *            the next bits, from bit 63 on
	 * @return as above, and from bit 4 on how many bits it takes
	 */
	static int goesOn(final int position, final long window) {
		final int three = (int) (window >>> 61);
		if (position > LAST) return 1 << 4 | three >> 2;
		return switch (three) {
			case 0, 1, 2, 3 -> 1 << 4;
			case 4, 5 -> 2 << 4 | 2;
			case 6 -> 3 << 4 | 1;
			default -> 3 << 4 | 3;
		};
	}
}
